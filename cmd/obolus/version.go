package main

import (
	"runtime/debug"
	"strings"
)

// version names the program as Go built it: a release by its tag, else the commit and its day.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "obolus"
	}
	words := []string{"obolus", info.Main.Version}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && !strings.Contains(info.Main.Version, s.Value[:min(12, len(s.Value))]):
			words = append(words, s.Value[:min(12, len(s.Value))])
		case s.Key == "vcs.modified" && s.Value == "true" && !strings.Contains(info.Main.Version, "dirty"):
			words = append(words, "with changes")
		}
	}
	return strings.Join(append(words, info.GoVersion), " ")
}
