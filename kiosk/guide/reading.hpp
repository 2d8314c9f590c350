#pragma once
// A page in words to be heard: pure. Everything said comes from the page's value, in its language.

#include <vestibule/ui/voice.hpp>

#include <string>
#include <vector>

#include "flow/page.hpp"
#include "locale/languages.hpp"

namespace vestibule::kiosk {

/// What a kiosk says: its own words, and those that only the ear needs.
class Reading {
 public:
  /// `aloud` is kiosk/guide/locale: words for hearing, and "aloud_<key>" for those that read badly ("2–5 min"). Both must outlive this.
  Reading(const Languages& words, const Languages& aloud) : words_(words), aloud_(aloud) {}

  /// Title, texts, the token. In the page's language; before one is chosen, in the first.
  std::vector<std::string> sentences(const Page& page) const;
  /// How many choices there are, and how to move among them.
  std::string hint(const Page& page) const;
  /// A choice as it gets the focus: "Blood test. 3 people waiting. 2 of 5". Empty if the page has no such choice.
  ui::Utterance choice(const Page& page, const std::string& name) const;
  /// That the page is about to close, and what keeps it.
  std::vector<std::string> warning(const Page& page) const;

  static std::string language(const Page& page) { return page.languages.empty() ? std::string("en") : page.languages.front(); }

 private:
  std::string say(Saying saying, const std::string& language) const;
  std::string aloud(const char* key, const std::string& language, int count = 0, int index = 0) const;
  void add(std::vector<std::string>& all, const Saying& saying, const std::string& language) const;

  const Languages& words_;
  const Languages& aloud_;
};

}  // namespace vestibule::kiosk
