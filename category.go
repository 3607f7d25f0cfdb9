package obolus

// Category is the shelf of the catalogue on which a thing stands.
type Category string

// The categories are Flattr's, so that its buttons need no translation.
const (
	Texts    Category = "text"
	Images   Category = "images"
	Videos   Category = "video"
	Audio    Category = "audio"
	Software Category = "software"
	People   Category = "people"
	Rest     Category = "rest" // what is known to be none of the others
)

// Categories are all of them, in the order of pages.
var Categories = [...]Category{Texts, Images, Videos, Audio, Software, People, Rest}

// ParseCategory returns the category of that name, and "" for any other.
func ParseCategory(name string) Category {
	for _, c := range Categories {
		if string(c) == name {
			return c
		}
	}
	return ""
}
