// How the flow's state becomes the page that is shown.

#include <algorithm>

#include "flow.hpp"

namespace vestibule::kiosk {
namespace {

/// Of one ticket, by the patient; staff may have more.
constexpr int most_reprints = 2;

Choice back() { return {"back", key("action_back"), {}, {}, Look::quiet}; }
Choice again(Saying label, Look look) { return {"again", std::move(label), {}, {}, look}; }

Choice tool(const char* name, Saying label, const char* emblem, bool on) {
  return {name, std::move(label), {}, emblem, on ? Look::main : Look::quiet};
}

Choice staff_button() { return tool("staff", key("action_staff"), "☎", false); }

/// The same on every page, so that nobody looks for them.
std::vector<Choice> tools(const Manner& manner, bool speaks) {
  std::vector<Choice> all{tool("manner.large", key("manner_large"), "A+", manner.large),
                          tool("manner.contrast", key("manner_contrast"), "◐", manner.contrast),
                          tool("manner.lowered", key("manner_lowered"), "⬇", manner.lowered)};
  if (speaks) all.push_back(tool("hear", key("manner_hear"), "♪", false));
  all.push_back(staff_button());
  return all;
}

/// Whether a finger on its way to the one page would meet the same choice on the other.
bool same_targets(const Page& one, const Page& other) {
  const auto equal = [](const std::vector<Choice>& a, const std::vector<Choice>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Choice& x, const Choice& y) { return x.name == y.name && x.look == y.look; });
  };
  return one.kind == other.kind && equal(one.choices, other.choices) && equal(one.actions, other.actions) &&
         equal(one.tools, other.tools);
}

}  // namespace

const Step* Flow::current_step() const {
  if (!menu_ || stage_ != Stage::asking_patient) return nullptr;
  for (const auto& step : steps_)
    if (step->open(visit_, *menu_)) return step.get();
  return nullptr;
}

const Choice* Flow::offered(const std::string& name) const {
  for (const auto* list : {&page_.choices, &page_.actions, &page_.tools})
    for (const auto& choice : *list)
      if (choice.name == name) return &choice;
  return nullptr;
}

/// Brings page_ up to date. Another page, or other targets on it, gets another serial and a moment in which it takes no touch.
void Flow::show() {
  // A new menu may have taken away what was being asked. A wish needs a touch, so the question before is asked again.
  while (stage_ == Stage::asking_patient && menu_ && !current_step() && !answered_.empty()) forget_last_answer();

  const Steady now = clock_.steady();
  // The host mostly answers at once: until then the page touched stands still.
  const bool at_once = stage_ == Stage::asking_host && now - stage_since_ < settings_.calm;
  Page page = at_once ? page_ : present();
  page.serial = page_.serial;
  page.revision = page_.revision;
  if (page_.serial == 0 || !same_targets(page, page_)) {
    ++page.serial;
    armed_at_ = now + settings_.arming;
    disarmed_ = false;
  }
  page.ready = armed();
  page.leaving_in.reset();
  // A patient with the ticket in hand has what they came for: no question then.
  if (const auto end = return_at(); end && !ticket_taken() && *end - now <= settings_.warning)
    page.leaving_in = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(*end - now).count());
  if (page == page_) return;
  ++page.revision;
  page_ = std::move(page);
}

Page Flow::present() const {
  Page page;
  if (operating()) {
    page = operator_->page();
    page.language = menu_ && !menu_->languages.empty() ? offered_languages(settings_.languages, menu_->languages).front() : "en";
    page.languages = {page.language};
    if (menu_) page.site = menu_->site;
    page.staff = staff_saying();
    page.tools = {staff_button()};
    return page;
  }
  switch (stage_) {
    case Stage::asking_patient:
      page = locked_ || (offline_ && offline_->fenced()) ? closed_kiosk() : step_page();
      if (alone()) forget_counts(page);
      if (page.kind == PageKind::language || page.kind == PageKind::service) page.notices = notices();
      break;
    case Stage::asking_host:
      page = asking_page();
      break;
    case Stage::token:
      page = token_page();
      break;
    case Stage::urgent:
      page = urgent_page();
      break;
    case Stage::closed:
      page = closed_page();
      break;
    case Stage::failed:
      page = failed_page();
      break;
    case Stage::status:
      page = status_page();
      break;
    case Stage::notice:
      page = notice_page();
      break;
  }
  page.staff = staff_saying();
  page.language = visit_.language;
  page.languages = visit_.empty() ? offered_languages(settings_.languages, menu_ ? menu_->languages : settings_.languages)
                                  : std::vector{visit_.language};
  if (menu_) page.site = menu_->site;
  page.manner = manner_;
  page.tools = tools(manner_, settings_.speaks);
  return page;
}

Page Flow::step_page() const {
  const Step* step = current_step();
  if (step && !(visit_.empty() && out_of_reach() && !able_alone())) {
    Page page = step->page(visit_, *menu_);
    if (!visit_.empty()) page.actions.insert(page.actions.begin(), back());
    return page;
  }
  Page page;
  const bool waiting = !out_of_reach();
  page.kind = waiting ? PageKind::starting : PageKind::unreachable;
  page.title = waiting ? key("starting_title") : key("unreachable_title");
  if (!waiting) page.text = {key("unreachable_text")};
  return page;
}

Page Flow::asking_page() const {
  Page page;
  page.kind = PageKind::asking;
  page.title = wanted_ == Wanted::token ? key("asking_title") : key("asking_lookup_title");
  if (!late()) return page;
  page.title = key("asking_late_title");
  page.text = {key("asking_late_text")};
  page.actions = {again(key("action_leave"), Look::quiet)};
  return page;
}

Page Flow::token_page() const {
  const auto& token = *visit_.token;
  Page page;
  page.kind = PageKind::token;
  page.title = key("token_title");
  Shown shown{token.call_code, of_site(token.service_name), of_site(token.area_name), key("token_next"), {}, {}, {}};
  if (token.ahead) shown.ahead = key("token_ahead").counting(token.ahead);
  shown.wait =
      token.wait ? key("token_wait").ranging(token.wait->low, token.wait->high) : key("token_no_estimate");
  if (visit_.alone) shown.ahead = key("token_alone"), shown.wait = key("token_alone_counted");
  shown.paper = paper_saying();
  if (paper_ == Paper::failed) shown.code = token_address(settings_.address, token);
  page.token = std::move(shown);
  const bool again_possible = (paper_ == Paper::printed || paper_ == Paper::failed) && visit_.reprints < most_reprints;
  if (again_possible) page.actions.push_back({"reprint", key("action_reprint"), {}, {}, Look::quiet});
  page.actions.push_back(again(key("action_done"), Look::main));
  return page;
}

Page Flow::urgent_page() const {
  Page page;
  page.kind = PageKind::urgent;
  page.title = of_site(menu_->urgent_place);
  if (menu_->urgent_place.empty()) page.title = key("urgent_no_place");
  if (visit_.token)
    page.text = {key("urgent_told").with("number", visit_.token->call_code)};
  else if (visit_.staff_told)
    page.text = {key("staff_told")};
  else
    page.text = {refused_ || late() ? key("urgent_not_told") : key("urgent_telling")};
  page.actions = {again(key("action_done"), Look::main)};
  return page;
}

Page Flow::closed_page() const {
  const auto* service = chosen_service(visit_, *menu_);
  Page page = service ? kiosk::closed_page(*service) : failed_page();
  page.actions = {back()};
  return page;
}

Page Flow::failed_page() const {
  Page page;
  page.kind = PageKind::failed;
  page.title = key("failed_title");
  page.text = {key("failed_text")};
  page.actions = {again(key("action_start_again"), Look::main)};
  return page;
}

}  // namespace vestibule::kiosk
