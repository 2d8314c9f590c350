// The other steps on each page's way: what is asked once in a while, what goes wrong, how tickets stand and appointments end.
#include <doctest/doctest.h>

#include "flow/steps.hpp"
#include "golden.hpp"
#include "pages.hpp"
#include "world.hpp"

namespace vestibule::kiosk::test {
using namespace std::chrono_literals;
using queue::Ask, queue::CheckInOutcome, queue::PrinterState, queue::State;

namespace {

const std::string secret = "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456";

/// A kiosk as it is shipped, in one language, and the pages seen on it.
class Walk {
 public:
  explicit Walk(const std::string& language, const std::function<void(FakeHost&)>& prepare = {}, bool own_disk = false) : world_(start(prepare, own_disk)) {
    if (own_disk) world_.pass(1s);
    touch("language." + language);
  }
  Walk& touch(const std::string& name) {
    world_.touch(name);
    return *this;
  }
  /// The first key of the keyboard, whatever the language.
  Walk& type() {
    const std::string first = world_.flow.page().choices.front().name;  // the page is another one by the time it is touched
    return touch(first);
  }
  /// To where an appointment's code is typed; and past it, to the date of birth.
  Walk& by_hand() { return touch("appointment").touch("by_hand"); }
  Walk& with_code() { return by_hand().type().type().type().type().touch("next"); }
  World& world() { return world_; }
  Page page(PageKind kind, Duration later = 500ms) {
    world_.pass(later);
    CHECK(world_.flow.page().kind == kind);
    return world_.flow.page();
  }

 private:
  static World::Start start(const std::function<void(FakeHost&)>& prepare, bool own_disk) {
    World::Start start;
    start.settings = shipped({"en", "es", "fr", "de", "ar", "he", "hi", "zh"});
    if (own_disk) start.disk = std::make_shared<MemoryDisk>();
    auto& host = start.host.emplace();
    if (prepare) prepare(host);
    return start;
  }
  World world_;
};

void add_entries(NamedPages& pages, const std::string& language) {
  const auto asking = [&](std::vector<Ask> asks) {
    return Walk(language, [&](FakeHost& host) {
      auto& blood = host.menu.services[2];
      blood.asks = std::move(asks);
      blood.shows_name = true;
    });
  };
  pages.emplace_back("entry_contact", asking({Ask::contact}).touch("service.blood").page(PageKind::entry));
  pages.emplace_back("entry_contact_letters", asking({Ask::contact}).touch("service.blood").touch("key.layer").page(PageKind::entry));
  pages.emplace_back("entry_symptoms", asking({Ask::symptoms}).touch("service.blood").type().page(PageKind::entry));
  pages.emplace_back("entry_preferred_time", asking({Ask::preferred_time}).touch("service.blood").page(PageKind::entry));
  pages.emplace_back("entry_wrong_age", asking({Ask::age}).touch("service.blood").touch("key.9").touch("key.9").touch("key.9").touch("next").page(PageKind::entry));
  pages.emplace_back("consent", asking({Ask::name}).touch("service.blood").type().touch("next").page(PageKind::question));
  pages.emplace_back("entry_wrong_code", Walk(language).by_hand().type().touch("next").page(PageKind::entry));
  pages.emplace_back("entry_birth", Walk(language).with_code().page(PageKind::entry));
  pages.emplace_back("entry_wrong_date", Walk(language).with_code().touch("key.4").touch("next").page(PageKind::entry));
  pages.emplace_back("scan_ticket", Walk(language).touch("ticket").page(PageKind::scan));
  pages.emplace_back("entry_ticket", Walk(language).touch("ticket").touch("by_hand").page(PageKind::entry));
  pages.emplace_back("entry_wrong_ticket", Walk(language).touch("ticket").touch("by_hand").touch("next").page(PageKind::entry));
}

void add_standings(NamedPages& pages, const std::string& language) {
  const auto status = [&](const char* name, State state) {
    Walk walk(language, [&](FakeHost& host) { host.tickets[secret] = state; });
    walk.touch("ticket").world().scan(secret);
    pages.emplace_back(name, walk.page(PageKind::status));
  };
  status("status_called", State::called);
  status("status_serving", State::serving);
  status("status_parked", State::parked);
  status("status_missed", State::no_show);
  status("status_over", State::done);
  // Other reasons than those the host in memory gives.
  Walk waiting(language, [](FakeHost& host) { host.tickets[secret] = State::waiting; });
  waiting.touch("ticket").world().scan(secret);
  Page why = waiting.page(PageKind::status);
  why.token->why = {key("why_urgent").counting(3), key("why_returned").counting(2), key("why_staff").counting(1)};
  pages.emplace_back("status_why", why);
  why.token->why = {key("why_appointment").counting(4), key("why_no_desk")};
  pages.emplace_back("status_no_desk", std::move(why));
  const auto notice = [&](const char* name, CheckInOutcome outcome) {
    Walk walk(language, [&](FakeHost& host) { host.appointments["APPT"] = outcome; });
    walk.touch("appointment").world().scan("APPT");
    pages.emplace_back(name, walk.page(PageKind::notice));
  };
  notice("other_day", CheckInOutcome::other_day);
  Page other = pages.back().second;
  for (const auto& [name, day] : {std::pair{"tomorrow", key("notice_tomorrow").with("time", "14:00")}, {"past", key("notice_past")},
                                  {"in_days", key("notice_days").counting(12).saying("weekday", weekday(3)).with("time", "14:00")}}) {
    other.text = {day};
    pages.emplace_back(name, other);
  }
  notice("cancelled", CheckInOutcome::cancelled);
  notice("used", CheckInOutcome::used);
  notice("check_in_closed", CheckInOutcome::closed);
  notice("to_the_desk", CheckInOutcome::too_often);
  Walk lost(language);
  lost.touch("ticket").world().scan(secret);
  pages.emplace_back("no_ticket", lost.page(PageKind::notice));
}

/// What stands on the page of the services, beside and instead of them.
void add_halls(NamedPages& pages, const std::string& language) {
  const auto grouped = [](FakeHost& host) {
    host.menu.groups = {{"diagnostics", host.menu.services[3].name, {}}};
    host.menu.services[2].group = host.menu.services[3].group = "diagnostics";
  };
  pages.emplace_back("grouped", Walk(language, grouped).page(PageKind::service));
  pages.emplace_back("group", Walk(language, grouped).touch("group.diagnostics").page(PageKind::service));
  const auto full = [](queue::When opens) {
    return [opens](FakeHost& host) {
      host.menu.services[5].closed = queue::Closed{queue::ClosedBecause::full, opens};
      host.menu.services[4].open = false;
      host.menu.services[4].closed = queue::Closed{queue::ClosedBecause::hours, {}};
    };
  };
  pages.emplace_back("full", Walk(language, full({1, 2, "07:30"})).page(PageKind::service));
  pages.emplace_back("full_chosen", Walk(language, full({1, 2, "07:30"})).touch("service.cashier").page(PageKind::closed));
  pages.emplace_back("full_until", Walk(language, full({3, 4, "07:30"})).touch("service.cashier").page(PageKind::closed));
  pages.emplace_back("needs_noted", Walk(language).touch("needs").touch("need.deaf").touch("go_on").page(PageKind::service));
  for (const auto& [name, state] : {std::pair{"start_cover_open", PrinterState::cover_open}, {"start_jam", PrinterState::jammed}, {"start_broken", PrinterState::broken}, {"start_offline", PrinterState::offline}}) {
    Walk walk(language);
    walk.world().flow.printer(state);
    pages.emplace_back(name, walk.page(PageKind::service));
  }
}

void add_trouble(NamedPages& pages, const std::string& language) {
  for (const auto& [name, state] : {std::pair{"token_cover_open", PrinterState::cover_open}, {"token_jam", PrinterState::jammed}}) {
    Walk walk(language);
    walk.world().printer.works = false;
    walk.world().printer.state = state;
    pages.emplace_back(name, walk.touch("service.pharmacy").page(PageKind::token));
  }
  pages.emplace_back("next", Walk(language).touch("service.pharmacy").page(PageKind::token));
  Page printing = pages.back().second;
  printing.token->paper = key("token_printing");
  pages.emplace_back("printing", std::move(printing));
  const auto no_place = [](FakeHost& host) { host.menu.urgent_place = {}; };
  pages.emplace_back("urgent_no_place", Walk(language, no_place).touch("service.general").touch("urgency.0.red").page(PageKind::urgent));
  Walk deaf(language);
  deaf.world().host.hears = false;
  pages.emplace_back("staff_calling", deaf.touch("staff").page(PageKind::service));
  pages.emplace_back("staff_late", deaf.page(PageKind::service, 5s));
  Walk refused(language, [](FakeHost& host) { host.refuses_staff = Error{}; });
  pages.emplace_back("staff_not_told", refused.touch("staff").page(PageKind::service));
  Walk lookup(language, [](FakeHost& host) { host.appointments["APPT"] = CheckInOutcome::early; });
  lookup.touch("appointment").world().host.hears = false;
  lookup.world().scan("APPT");
  pages.emplace_back("lookup", lookup.page(PageKind::asking));
}

}  // namespace

FlowSettings shipped(std::vector<std::string> languages) {
  FlowSettings settings{.languages = std::move(languages)};
  settings.speaks = true;
  settings.keyboards = all_keyboards();
  return settings;
}

NamedPages more_pages(const std::string& language) {
  NamedPages pages;
  add_entries(pages, language);
  add_standings(pages, language);
  add_halls(pages, language);
  add_trouble(pages, language);
  return pages;
}

}  // namespace vestibule::kiosk::test
