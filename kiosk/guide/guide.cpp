#include "guide.hpp"

#include <algorithm>

namespace vestibule::kiosk {

namespace {
constexpr std::chrono::seconds nobody_chose{60};  // on the first page, which never closes by itself
constexpr Duration between{250};

/// What staff type and read is nobody else's to hear.
bool for_staff(const Page& page) { return page.kind == PageKind::pin || page.kind == PageKind::operator_desk; }

/// What can be read on a view that is no choice of the page's: "More".
std::string written_on(const ui::View& view) {
  std::string all;
  if (const auto* label = dynamic_cast<const ui::Label*>(&view)) all = label->text();
  for (const auto& child : view.children()) {
    const std::string text = written_on(*child);
    if (!all.empty() && !text.empty()) all += ". ";
    all += text;
  }
  return all;
}
}  // namespace

Guide::Guide(GuideGround ground, Reading reading) : ground_(std::move(ground)), reading_(std::move(reading)) {
  ground_.screen.on_keypad([this](const ui::KeyPress& key) { return pressed(key); });
  ground_.screen.on_focus([this](const ui::View& view) { focused(view); });
}

Guide::~Guide() {
  ground_.screen.on_keypad({});
  ground_.screen.on_focus({});
}

// ---- pages

void Guide::follow(const Page& page) {
  const Page before = std::exchange(page_, page);
  const bool another = page.serial != before.serial;
  const bool visit_over = page.language.empty() && !before.language.empty() && !went_back_;
  if (on_ && (visit_over || for_staff(page))) return end();
  if (page.leaving_in && !before.leaving_in) return warn();
  if (!on_) return;
  if (another || (before.leaving_in && !page.leaving_in)) read_page();
  else read_changes(read_);
}

void Guide::begin() {
  on_ = true;
  read_page();
}

void Guide::end() {
  on_ = went_back_ = false;
  rest_.stop();
  ground_.voice.hush();
  ground_.screen.focus_on(nullptr);
}

void Guide::read_page() {
  went_back_ = moved_ = false;
  ground_.voice.hush();
  read_ = reading_.sentences(page_);
  std::vector<std::string> all = read_;
  if (auto hint = reading_.hint(page_); !hint.empty()) all.push_back(std::move(hint));
  // Listening is being there: a long page must not close over the one who hears it.
  say(all, [this](ui::Voice::Heard heard) {
    if (heard != ui::Voice::Heard::not_heard) somebody_there();
  });
  ground_.screen.focus_first();
  rest_later();
}

/// What was not there before: the number, that the ticket is printed, that staff were told.
void Guide::read_changes(const std::vector<std::string>& before) {
  auto now = reading_.sentences(page_);
  std::vector<std::string> fresh;
  for (const auto& sentence : now)
    if (std::find(before.begin(), before.end(), sentence) == before.end()) fresh.push_back(sentence);
  read_ = std::move(now);
  if (!fresh.empty()) say(fresh);
}

/// By more than one sense, guided or not: the page darkens and a sound is made; who is guided is told what to do.
void Guide::warn() {
  ground_.voice.hush();
  std::vector<ui::Utterance> all{ui::attended()};
  if (on_)
    for (const auto& sentence : reading_.warning(page_)) all.push_back(ui::said(Reading::language(page_), sentence));
  ground_.voice.say(std::move(all), {});
}

void Guide::say(const std::vector<std::string>& sentences, std::function<void(ui::Voice::Heard)> over) {
  std::vector<ui::Utterance> all;
  for (const auto& sentence : sentences) {
    if (!all.empty()) all.push_back(ui::paused(between));
    all.push_back(ui::said(Reading::language(page_), sentence));
  }
  ground_.voice.say(std::move(all), [alive = std::weak_ptr<bool>(alive_), over = std::move(over)](ui::Voice::Heard heard) {
    if (!alive.expired() && over) over(heard);
  });
}

void Guide::somebody_there() { ground_.touch({page_.serial, {}}); }

/// Somebody may begin and walk away; the first page stays for ever.
void Guide::rest_later() {
  rest_.stop();
  if (page_.language.empty()) rest_ = ground_.timers.after(nobody_chose, [this] { end(); });
}

// ---- what people do

void Guide::hear() {
  if (on_) end();
  else if (!for_staff(page_)) begin();
}

/// The first key turns the guide on and does nothing else; so does the key that answers "are you still there?".
bool Guide::pressed(const ui::KeyPress& key) {
  if (for_staff(page_)) return false;
  const bool steers = key.key != ui::Key::other && key.key != ui::Key::enter;
  const bool asked = page_.leaving_in.has_value();
  if (steers || key.key == ui::Key::enter) somebody_there();
  if (asked) return true;
  if (!on_) {
    if (steers) begin();
    return steers;
  }
  rest_later();
  if (key.key == ui::Key::escape || key.key == ui::Key::backspace) return go_back(), true;
  moved_ |= steers;
  if (key.key != ui::Key::enter) return false;
  return choose(), true;
}

void Guide::choose() {
  ui::View* const view = ground_.screen.focus();
  if (!view) return;
  const std::string name = ground_.pages.name_of(*view);
  const auto page = page_.serial;
  went_back_ = name == "back";
  if (moved_ && name != "more") ground_.touch({page, name, true});
  else view->activate();
  // The same page set out anew, such as the next part of a long list: its views are others.
  if (on_ && page_.serial == page && !ground_.screen.focus()) ground_.screen.focus_first();
}

void Guide::go_back() {
  for (const auto& action : page_.actions)
    if (action.name == "back") {
      went_back_ = true;
      return ground_.touch({page_.serial, "back"});
    }
}

void Guide::focused(const ui::View& view) {
  if (!on_) return;
  auto said = reading_.choice(page_, ground_.pages.name_of(view));
  if (said.text.empty()) said = ui::said(Reading::language(page_), written_on(view));
  if (!said.text.empty()) ground_.voice.say({said}, {});
}

}  // namespace vestibule::kiosk
