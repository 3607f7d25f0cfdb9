// audit looks at obolus' pages as a browser's own critics do: Lighthouse (accessibility, best practices,
// performance) and axe. It starts the demo, signs in with its links, visits each page in Chromium and
// fails where a page falls short of the bars. `make audit` installs what it needs and calls it.
import { spawn } from 'node:child_process'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import lighthouse from 'lighthouse'
import puppeteer from 'puppeteer-core'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const bars = { accessibility: 100, 'best-practices': 100, performance: 98 }
const chromium = process.env.CHROMIUM ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(path => existsSync(path))
if (!chromium) fail('there is no Chromium here: install it, or name it with CHROMIUM=/path')

function fail(sentence) {
  console.error(`audit: ${sentence}`)
  process.exit(1)
}

// startDemo runs the program and waits for its first answer, which names its address and sign-in links.
async function startDemo() {
  const demo = spawn(process.argv[2] ?? '../bin/obolus', ['demo', '--listen', '127.0.0.1:0', '--json'], { stdio: ['ignore', 'pipe', 'ignore'] })
  let text = ''
  for await (const part of demo.stdout) {
    text += part
    try {
      return { demo, result: JSON.parse(text) }
    } catch { /* not whole yet */ }
  }
  fail('the demo ended before it served')
}

// startBlog serves a page of another origin with ten buttons, as a creator would write it.
async function startBlog(instance) {
  const origin = new URL(instance).origin
  const loader = await (await fetch(`${origin}/get?url=https://example.org/post`)).text()
  const script = loader.match(/src=&#34;([^&]*\/give\/v1[^&]*)&#34;/)?.[1] ?? loader.match(/(https?:[^"<>\s&]*\/give\/v1[^"<>\s&]*\.js)/)?.[1]
  if (!script) fail('the page "Get your button" does not name the script')
  const buttons = Array.from({ length: 10 }, (_, i) =>
    `<section><h2>Post ${i + 1}</h2><p>Something to read about gardens, bread and bicycles.</p><obolus-give url="https://blog.example/post/${i + 1}" title="Post ${i + 1}"></obolus-give></section>`).join('\n')
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A blog with ten buttons</title><meta name="description" content="A page to look at.">
<link rel="icon" href="data:,"><script src="${script}" async></script></head><body><main><h1>A blog</h1>${buttons}</main></body></html>`
  const server = createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html; charset=utf-8')
    answer.end(page)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://localhost:${server.address().port}/` }
}

// judge runs both critics on one page and returns what they found.
async function judge(browser, name, url) {
  const port = Number(new URL(browser.wsEndpoint()).port)
  let report
  for (let attempt = 0; attempt < 3; attempt++) { // a busy machine only slows: the quickest run is the page's own
    const run = await lighthouse(url, { port, output: 'json', logLevel: 'error', disableStorageReset: true, onlyCategories: Object.keys(bars) })
    if (!report || run.lhr.categories.performance.score > report.categories.performance.score) report = run.lhr
    if (report.categories.performance.score * 100 >= bars.performance) break
  }
  const scores = Object.fromEntries(Object.keys(bars).map(key => [key, Math.round(100 * (report.categories[key].score ?? 0))]))
  const faults = []
  if (report.runtimeError) faults.push(report.runtimeError.message)
  for (const [key, bar] of Object.entries(bars)) {
    if (scores[key] >= bar) continue
    const why = report.categories[key].auditRefs.map(ref => report.audits[ref.id])
      .filter(audit => audit.score !== null && audit.score < 0.9).map(audit => audit.title)
    faults.push(`${key} ${scores[key]} of ${bar}: ${why.join('; ')}`)
  }
  const page = await browser.newPage()
  for (const [width, theme] of [[360, 'light'], [360, 'dark'], [1280, 'light'], [1280, 'dark']]) {
    await page.setViewport({ width, height: 900 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    await page.goto(url, { waitUntil: 'load', timeout: 120000 })
    const session = await page.createCDPSession() // the page's own policy allows no script from outside
    await session.send('Page.setBypassCSP', { enabled: true })
    await page.reload({ waitUntil: 'load', timeout: 120000 })
    await page.evaluate(axeSource)
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
    for (const v of found.violations) {
      faults.push(`axe at ${width} px, ${theme}: ${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map(node => node.target.join(' ')).join(', ')}`)
    }
  }
  await page.close()
  console.log(`${name.padEnd(12)} accessibility ${scores.accessibility} (100)  best practices ${scores['best-practices']} (100)  performance ${scores.performance} (98)  axe ${faults.filter(f => f.startsWith('axe')).length} (0)`)
  for (const fault of faults) console.log(`    ${fault}`)
  return faults.length
}

const { demo, result } = await startDemo()
const blog = await startBlog(result.url)
const browser = await puppeteer.launch({ executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'] })
let faults = 0
try {
  const thing = new URL('/things/lookup?url=' + encodeURIComponent('https://example.org/post'), result.url).href
  faults += await judge(browser, 'front', new URL('/', result.url).href)
  faults += await judge(browser, 'thing', thing)
  faults += await judge(browser, 'sign-up', new URL('/sign-up', result.url).href)
  faults += await judge(browser, 'ten buttons', blog.url)
  const page = await browser.newPage()
  await page.goto(result.supporter_link)
  await Promise.all([page.waitForNavigation(), page.click('main form button')])
  await page.close()
  faults += await judge(browser, 'dashboard', new URL('/dashboard', result.url).href)
} finally {
  await browser.close()
  blog.server.close()
  demo.kill('SIGINT')
}
if (faults > 0) fail(`${faults} findings`)
