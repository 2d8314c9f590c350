// What is typed on the keyboard of the screen: what a service wants to know, an appointment's code, a ticket's number.

#include <fmt/format.h>
#include <algorithm>

#include "steps.hpp"

namespace vestibule::kiosk {
namespace {

const Layer& digit_pad() {
  static const Layer pad{"123", {{"1", "2", "3"}, {"4", "5", "6"}, {"7", "8", "9"}, {"0"}}};
  return pad;
}

const Layer& digits_and_signs() {
  static const Layer layer{"123", {{"1", "2", "3", "4", "5"}, {"6", "7", "8", "9", "0"}, {"+", "-", ".", "@", ":"}, {"/", "'", "(", ")", ","}}};
  return layer;
}

/// Codes are of capitals, digits and dashes, whatever the language.
const Layer& code_keys() {
  static const Layer layer = [] {
    Layer keys{"ABC", {{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}}};
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    for (std::size_t i = 0; i < letters.size(); ++i) {
      if (i % 9 == 0) keys.rows.emplace_back();
      keys.rows.back().push_back(std::string(1, letters[i]));
    }
    return keys;
  }();
  return layer;
}

constexpr int oldest = 130;
constexpr std::size_t shortest_code = 4;

/// The last character goes, all of its bytes.
void erase_last(std::string& text) {
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xc0) == 0x80) text.pop_back();
  if (!text.empty()) text.pop_back();
}

std::string shown_date(const std::string& digits, bool year_first) {
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i == 2 && !year_first) text += ".";
    if (i == 4) text += year_first ? "-" : ".";
    if (i == 6 && year_first) text += "-";
    text += digits[i];
  }
  return text;
}

class EntryStep : public Step {
 public:
  EntryStep(Field field, const Keyboards& keyboards) : field_(field), keyboards_(keyboards) {}

  bool open(const Visit& visit, const queue::Menu& menu) const override {
    if (visit.entries.count(field_)) return false;
    switch (field_) {
      case Field::code:
      case Field::birth: return visit.errand == Errand::appointment && visit.by_hand;
      case Field::ticket: return visit.errand == Errand::ticket && visit.by_hand;
      default: break;
    }
    const auto* service = chosen_service(visit, menu);
    return service && !visit.urgent() && std::find(service->asks.begin(), service->asks.end(), ask()) != service->asks.end();
  }

  Page page(const Visit& visit, const queue::Menu&) const override {
    Page page;
    page.kind = PageKind::entry;
    page.title = title();
    Typing entry;
    entry.text = field_ == Field::birth ? shown_date(visit.typing, year_first(visit)) : visit.typing;
    if (field_ == Field::birth) entry.hint = year_first(visit) ? key("entry_birth_year_first") : key("entry_birth_day_first");
    else if (personal()) entry.hint = key("entry_private");
    if (visit.typed_wrong) page.text = {wrong()};
    add_keys(visit, page, entry);
    page.entry = std::move(entry);
    if (personal()) page.actions.push_back({"skip", key("action_skip"), {}, {}, Look::quiet});
    page.actions.push_back({"next", key("action_go_on"), {}, {}, Look::main});
    return page;
  }

  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    visit.typed_wrong = false;
    if (choice == "next") return finish(visit);
    if (choice == "skip" && personal()) return take(visit, "");
    const auto pressed = after("key.", choice);
    if (!pressed) return Answer::none;
    if (*pressed == "erase") erase_last(visit.typing);
    else if (*pressed == "layer") visit.layer = (visit.layer + 1) % layers(visit).size();
    else write(visit, *pressed == "space" ? " " : *pressed);
    return Answer::stays;
  }

  void forget(Visit& visit) const override {
    visit.entries.erase(field_);
    visit.typing.clear();
    visit.typed_wrong = false;
    visit.layer = 0;
  }

 private:
  /// What a patient may leave out; codes they may not.
  bool personal() const { return field_ < Field::code; }
  queue::Ask ask() const { return static_cast<queue::Ask>(field_); }

  const Keyboard* keyboard(const std::string& language) const {
    for (const auto& tag : {language, language.substr(0, language.find('-')), std::string("en")})
      if (const auto found = keyboards_.find(tag); found != keyboards_.end()) return &found->second;
    return nullptr;
  }
  bool year_first(const Visit& visit) const {
    const Keyboard* own = keyboard(visit.language);
    return own && own->year_first;
  }

  std::vector<const Layer*> layers(const Visit& visit) const {
    if (field_ == Field::age || field_ == Field::birth) return {&digit_pad()};
    if (field_ == Field::code || field_ == Field::ticket) return {&code_keys()};
    std::vector<const Layer*> all;
    if (const Keyboard* own = keyboard(visit.language))
      for (const Layer& layer : own->layers) all.push_back(&layer);
    all.insert(field_ == Field::contact ? all.begin() : all.end(), &digits_and_signs());
    return all;
  }

  void add_keys(const Visit& visit, Page& page, Typing& entry) const {
    const auto all = layers(visit);
    const Layer& layer = *all[visit.layer % all.size()];
    for (const auto& row : layer.rows) {
      entry.rows.push_back(static_cast<int>(row.size()));
      for (const auto& letter : row) page.choices.push_back({"key." + letter, plain(letter), {}, {}, Look::key});
    }
    int last = 1;
    if (all.size() > 1) page.choices.push_back({"key.layer", plain(all[(visit.layer + 1) % all.size()]->label), {}, {}, Look::key}), ++last;
    if (personal() && field_ != Field::age) page.choices.push_back({"key.space", key("key_space"), {}, {}, Look::key}), ++last;
    page.choices.push_back({"key.erase", key("key_erase"), {}, {}, Look::key});
    entry.rows.push_back(last);
  }

  std::size_t longest() const {
    switch (field_) {
      case Field::age: return 3;
      case Field::birth: return 8;
      case Field::ticket: return 11;
      case Field::code: return 32;
      case Field::symptoms: return 240;
      default: return 80;
    }
  }

  void write(Visit& visit, const std::string& letter) const {
    const bool blank = letter == " " && (visit.typing.empty() || visit.typing.ends_with(' '));
    if (!blank && visit.typing.size() + letter.size() <= longest()) visit.typing += letter;
  }

  Answer finish(Visit& visit) const {
    std::string text = visit.typing;
    while (text.ends_with(' ')) text.pop_back();
    if (personal() && text.empty()) return take(visit, "");
    const bool fits = field_ == Field::birth  ? typed_date(text, year_first(visit)).has_value()
                      : field_ == Field::age  ? std::stoi(text) <= oldest
                      : field_ == Field::code ? text.size() >= shortest_code
                                              : !text.empty();
    if (fits) return take(visit, field_ == Field::birth ? to_iso(*typed_date(text, year_first(visit))) : text);
    visit.typed_wrong = true;
    return Answer::stays;
  }

  Answer take(Visit& visit, std::string text) const {
    visit.entries[field_] = std::move(text);
    visit.typing.clear();
    visit.layer = 0;
    return Answer::moves;
  }

  /// Why finish() does not take it.
  Saying wrong() const {
    switch (field_) {
      case Field::birth: return key("entry_wrong_date");
      case Field::age: return key("entry_wrong_age").with("most", oldest);
      case Field::code: return key("entry_wrong_code").counting(static_cast<int>(shortest_code));
      default: return key("entry_wrong_ticket");
    }
  }

  Saying title() const {
    switch (field_) {
      case Field::name: return key("entry_name");
      case Field::age: return key("entry_age");
      case Field::contact: return key("entry_contact");
      case Field::symptoms: return key("entry_symptoms");
      case Field::preferred_time: return key("entry_preferred_time");
      case Field::code: return key("entry_code");
      case Field::birth: return key("entry_birth");
      case Field::ticket: break;
    }
    return key("entry_ticket");
  }

  const Field field_;
  const Keyboards& keyboards_;
};

/// Whether the initials may stand on the screens. The number does in any case.
class ConsentStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu& menu) const override {
    const auto* service = chosen_service(visit, menu);
    const auto name = visit.entries.find(Field::name);
    return service && service->shows_name.value_or(false) && name != visit.entries.end() && !initials(name->second).empty() && !visit.shows_name;
  }
  Page page(const Visit& visit, const queue::Menu&) const override {
    Page page;
    page.kind = PageKind::question;
    page.title = key("consent_title");
    page.text = {key("consent_text").with("initials", initials(visit.entries.at(Field::name)))};
    page.choices = {{"consent.yes", key("consent_yes"), {}, {}, Look::plain}, {"consent.no", key("consent_no"), {}, {}, Look::plain}};
    return page;
  }
  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    if (choice != "consent.yes" && choice != "consent.no") return Answer::none;
    visit.shows_name = choice == "consent.yes";
    return Answer::moves;
  }
  void forget(Visit& visit) const override { visit.shows_name.reset(); }
};

/// The scanner is read at any time; this page says so, and offers the keyboard instead.
class ScanStep : public Step {
 public:
  bool open(const Visit& visit, const queue::Menu&) const override {
    return visit.errand != Errand::number && visit.scanned.empty() && !visit.by_hand;
  }
  Page page(const Visit& visit, const queue::Menu&) const override {
    Page page;
    page.kind = PageKind::scan;
    page.title = visit.errand == Errand::appointment ? key("scan_appointment") : key("scan_ticket");
    page.text = {key("scan_text")};
    page.choices = {{"by_hand", key("scan_by_hand"), {}, {}, Look::plain}};
    return page;
  }
  Answer answer(Visit& visit, const queue::Menu&, std::string_view choice) const override {
    visit.by_hand = choice == "by_hand";
    return visit.by_hand ? Answer::moves : Answer::none;
  }
  void forget(Visit& visit) const override { visit.forget_code(); }
};

}  // namespace

void add_code_steps(Steps& steps, const Keyboards& keyboards) {
  steps.push_back(std::make_unique<ScanStep>());
  for (const Field field : {Field::code, Field::birth, Field::ticket}) steps.push_back(std::make_unique<EntryStep>(field, keyboards));
}

void add_entry_steps(Steps& steps, const Keyboards& keyboards) {
  for (const Field field : {Field::name, Field::age, Field::contact, Field::symptoms, Field::preferred_time})
    steps.push_back(std::make_unique<EntryStep>(field, keyboards));
  steps.push_back(std::make_unique<ConsentStep>());
}

}  // namespace vestibule::kiosk
