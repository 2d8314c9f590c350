#include "reading.hpp"

#include <algorithm>

namespace vestibule::kiosk {

namespace {

/// One text after the other, each ending as a sentence does, so that the voice falls and pauses.
std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!all.empty()) all += all.find_last_of(".?!") == all.size() - 1 ? " " : ". ";
    all += part;
  }
  return all;
}

/// What somebody types is said sign by sign, so that a wrong one is heard.
std::string spelled(const std::string& text) {
  std::string all;
  for (const char byte : text) {
    const bool begins = (static_cast<unsigned char>(byte) & 0xC0) != 0x80;  // of a letter in UTF-8
    if (begins && !all.empty()) all += ", ";
    all += byte;
  }
  return all;
}

/// The keys of a keyboard on the screen are many and known: they are said by their letter alone.
bool is_key(const Choice& choice) { return choice.name.starts_with("key."); }

}  // namespace

std::string Reading::aloud(const char* key, const std::string& language, int count, int index) const {
  return aloud_.words(language).text(key, {{"count", count}, {"index", index}});
}

/// Codes are said as on the waiting-room screens.
std::string Reading::say(Saying saying, const std::string& language) const {
  if (const auto number = saying.values.find("number"); number != saying.values.end())
    for (auto& [tag, code] : number->second) code = ui::spoken_code(code);
  const std::string spoken = "aloud_" + saying.key;
  if (saying.key.empty() || !aloud_.words(language).has(spoken)) return words_.say(saying, language);
  saying.key = spoken;
  return aloud_.say(saying, language);
}

void Reading::add(std::vector<std::string>& all, const Saying& saying, const std::string& language) const {
  if (!saying.empty()) all.push_back(say(saying, language));
}

std::vector<std::string> Reading::sentences(const Page& page) const {
  const std::string tag = language(page);
  std::vector<std::string> all;
  add(all, page.title, tag);
  for (const auto& notice : page.notices) add(all, notice, tag);
  if (page.token) {
    all.push_back(ui::spoken_code(page.token->number));
    for (const auto* saying : {&page.token->service, &page.token->area, &page.token->ahead, &page.token->wait, &page.token->paper}) add(all, *saying, tag);
    for (const auto& why : page.token->why) add(all, why, tag);
  }
  for (const auto& text : page.text) add(all, text, tag);
  if (page.entry && page.entry->text.empty()) add(all, page.entry->hint, tag);
  else if (page.entry) all.push_back(spelled(page.entry->text));
  add(all, page.staff, tag);
  return all;
}

std::string Reading::hint(const Page& page) const {
  const std::string tag = language(page);
  // What choice() numbers: the answers. What stands beside them on every page is not one.
  const auto count = static_cast<int>(page.choices.empty() ? page.actions.size() : page.choices.size());
  if (count == 0) return {};
  return joined({aloud("choices", tag, count), aloud("how", tag)});
}

ui::Utterance Reading::choice(const Page& page, const std::string& name) const {
  const std::string tag = language(page);
  if (name == "more") return ui::said(tag, words_.say(key("action_more"), tag));  // the screen's own: where not all have room
  for (const auto* list : {&page.choices, &page.actions, &page.tools}) {
    const auto found = std::find_if(list->begin(), list->end(), [&](const Choice& one) { return one.name == name; });
    if (found == list->end()) continue;
    // A language is offered in itself: who does not speak the first one hears theirs.
    if (!found->label.language.empty()) return ui::said(found->label.language, words_.say(found->label, found->label.language));
    std::vector<std::string> parts;
    add(parts, found->label, tag);
    for (const auto& detail : found->details) add(parts, detail, tag);
    if (list == &page.tools && found->look == Look::main) parts.push_back(aloud("on", tag));
    if (list == &page.choices && list->size() > 1 && !is_key(*found))
      parts.push_back(aloud("place", tag, static_cast<int>(list->size()), static_cast<int>(found - list->begin()) + 1));
    return ui::said(tag, joined(parts));
  }
  return ui::said(tag, "");
}

std::vector<std::string> Reading::warning(const Page& page) const {
  const std::string tag = language(page);
  Saying closing = key("idle_text");
  return {say(key("idle_title"), tag), say(std::move(closing).counting(page.leaving_in.value_or(0)), tag), aloud("stay", tag)};
}

}  // namespace vestibule::kiosk
