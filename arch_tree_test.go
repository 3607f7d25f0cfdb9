package obolus_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// unit is what the architecture test knows of one package, on every platform: build constraints are
// not looked at.
type unit struct {
	imports map[string]string // import path → the first file that has it
	names   map[string]string // "time.Now" → the first place that names it
}

// readTree reads all Go files beneath fsys but tests, as packages by their import paths.
func readTree(fsys fs.FS, module string) (map[string]*unit, error) {
	found := map[string]*unit{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := entry.Name()
		if entry.IsDir() {
			if name != "." && (base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")) {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(base) != ".go" || strings.HasSuffix(base, "_test.go") {
			return nil
		}
		pkg := path.Join(module, path.Dir(name))
		if found[pkg] == nil {
			found[pkg] = &unit{imports: map[string]string{}, names: map[string]string{}}
		}
		return found[pkg].read(fsys, name)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the tree: %w", err)
	}
	return found, nil
}

// read adds one file to its package.
func (u *unit) read(fsys fs.FS, name string) error {
	source, err := fs.ReadFile(fsys, name)
	if err != nil {
		return err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, source, 0)
	if err != nil {
		return err
	}
	local := map[string]string{} // what the file calls a package → its path
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		remember(u.imports, imported, name)
		local[path.Base(imported)] = imported
		if spec.Name != nil {
			delete(local, path.Base(imported))
			local[spec.Name.Name] = imported
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		// An identifier that the parser resolved is a variable that hides the package.
		x, ok := selector.X.(*ast.Ident)
		if ok && x.Obj == nil && local[x.Name] != "" {
			remember(u.names, local[x.Name]+"."+selector.Sel.Name, set.Position(selector.Pos()).String())
		}
		return true
	})
	if imported := local["."]; imported != "" {
		return fmt.Errorf("%s imports %s with a dot, which hides what it calls", name, imported)
	}
	return nil
}

func remember(seen map[string]string, key, place string) {
	if _, ok := seen[key]; !ok {
		seen[key] = place
	}
}

// violations names each break of a rule, in a fixed order.
func violations(found map[string]*unit, rules []rule) []string {
	var broken []string
	for _, r := range rules {
		for _, pkg := range slices.Sorted(maps.Keys(found)) {
			if !matches(r.from, pkg) || matches(r.except, pkg) {
				continue
			}
			for imported, way := range reach(found, pkg) {
				if matches(r.forbidden, imported) && !matches(r.but, imported) && house(imported) != house(pkg) {
					broken = append(broken, fmt.Sprintf("%s imports %s: %s", way, imported, r.reason))
				}
			}
			for name, place := range found[pkg].names {
				if slices.Contains(r.calls, name) {
					broken = append(broken, fmt.Sprintf("%s names %s: %s", place, name, r.reason))
				}
			}
		}
	}
	slices.Sort(broken)
	return slices.Compact(broken)
}

// reach is what a package imports, each with the way there: whatever it imports itself, and our own
// packages also through others of ours. What those import from elsewhere is their own affair.
func reach(found map[string]*unit, pkg string) map[string]string {
	ways := map[string]string{}
	for imported, file := range found[pkg].imports {
		ways[imported] = file
	}
	for queue := slices.Sorted(maps.Keys(ways)); len(queue) > 0; queue = queue[1:] {
		between := found[queue[0]]
		if between == nil {
			continue
		}
		for _, imported := range slices.Sorted(maps.Keys(between.imports)) {
			if found[imported] != nil && ways[imported] == "" {
				ways[imported] = ways[queue[0]] + " through " + queue[0]
				queue = append(queue, imported)
			}
		}
	}
	return ways
}

// unmatched are the names of our own in the table that no package answers to and nobody plans.
func unmatched(found map[string]*unit, rules []rule, planned []string) []string {
	lost := map[string]bool{}
	for _, r := range rules {
		for _, name := range slices.Concat(r.from, r.except, r.forbidden, r.but) {
			known := slices.ContainsFunc(slices.Collect(maps.Keys(found)), func(pkg string) bool { return matches([]string{name}, pkg) })
			if strings.HasPrefix(name, "obolus") && !known && !slices.Contains(planned, name) {
				lost[name] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(lost))
}

// matches says whether one of the patterns takes in the import path.
func matches(patterns []string, imported string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool {
		folder, tree := strings.CutSuffix(pattern, "/...")
		return imported == folder || tree && strings.HasPrefix(imported, folder+"/")
	})
}

// house is the folder whose packages belong together: obolus/jobs, or one door, obolus/http/web, or
// one provider, obolus/pay/stripe.
func house(pkg string) string {
	parts := strings.Split(pkg, "/")
	depth := 2
	if len(parts) > 2 && (parts[1] == "http" || parts[1] == "pay") {
		depth = 3
	}
	return strings.Join(parts[:min(depth, len(parts))], "/")
}
