# /// script
# requires-python = ">=3.11"
# ///
"""An exception skips the line that puts things back."""

settings = {"language": "en"}
greetings = {"Ada": "Hello", "Chloé": "Bonjour"}


def letter(name: str, language: str) -> str:
    before = settings["language"]
    settings["language"] = language
    text = f"{greetings[name]}, {name}! ({settings['language']})"
    settings["language"] = before
    return text


print(letter("Chloé", "fr"))
print("the language is now", settings["language"])
try:
    print(letter("Bob", "fr"))
except KeyError as error:
    print("no greeting for", error)
print("the language is now", settings["language"])
