#include "pages.hpp"

#include <doctest/doctest.h>

#include "world.hpp"

namespace vestibule::kiosk::test {
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> eight{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

/// The page after these touches in a world prepared by `prepare`; it must be of that kind.
Page page_after(PageKind kind, const std::vector<std::string>& touches, const std::function<void(World&)>& prepare = {},
                Duration later = 500ms, const std::vector<std::string>& languages = eight,
                bool own_disk = false) {
  World::Start start;
  start.settings.languages = languages;
  if (own_disk) start.disk = std::make_shared<MemoryDisk>();
  World world(std::move(start));
  if (own_disk) world.pass(1s);
  for (std::size_t i = 0; i < touches.size(); ++i) {
    if (prepare && i + 1 == touches.size()) prepare(world);
    world.touch(touches[i]);
  }
  if (prepare && touches.empty()) prepare(world);
  world.pass(later);
  CHECK(world.flow.page().kind == kind);
  return world.flow.page();
}

}  // namespace

NamedPages pages(const std::string& language) {
  const std::string first = "language." + language;
  const auto deaf = [](World& world) { world.host.hears = false; };
  NamedPages pages;
  pages.emplace_back("service", page_after(PageKind::service, {first}));
  pages.emplace_back("warning", page_after(PageKind::service, {first}, {}, 33s));
  pages.emplace_back("closed", page_after(PageKind::closed, {first, "service.cashier"}));
  pages.emplace_back("urgency", page_after(PageKind::urgency, {first, "service.general"}));
  pages.emplace_back("asking", page_after(PageKind::asking, {first, "service.blood"}, deaf));
  pages.emplace_back("asking_late", page_after(PageKind::asking, {first, "service.blood"}, deaf, 5s));
  pages.emplace_back("token", page_after(PageKind::token, {first, "service.blood"}));
  pages.emplace_back("token_no_estimate", page_after(PageKind::token, {first, "service.imaging"}));
  pages.emplace_back("token_no_paper",
                     page_after(PageKind::token, {first, "service.pharmacy"}, [](World& w) { w.printer.works = false; }));
  pages.emplace_back("token_paper_out", page_after(PageKind::token, {first, "service.pharmacy"}, [](World& w) {
                       w.printer.works = false;
                       w.printer.state = queue::PrinterState::paper_out;
                     }));
  pages.emplace_back("token_alone", page_after(PageKind::token, {first, "service.blood"}, deaf, 5s, eight, true));
  pages.emplace_back("urgent", page_after(PageKind::urgent, {first, "service.general", "urgency.0.red"}));
  pages.emplace_back("urgent_not_told", page_after(PageKind::urgent, {first, "service.general", "urgency.0.red"}, deaf, 5s));
  pages.emplace_back("failed",
                     page_after(PageKind::failed, {first, "service.blood"}, [](World& w) { w.host.refuses = Error{}; }));
  return pages;
}

/// What only staff see, in one language, and the notice that the kiosk is out of service.
NamedPages operator_pages(const std::string& language) {
  MemoryDisk disk;
  FakeClock clock;
  PinLock lock(*hash_pin("4242"), disk, clock);
  KioskHealth health{{false, false, true, 3, 0, "2"}, {queue::PrinterState::near_end, 4200, 28, {}}, "14:30"};
  Operator desk(lock, {[&] { return health; }, [](const std::string&) {}, [] {}, [] {}, [] {}});
  NamedPages pages;
  const auto named = [&](const char* name, Page page) {
    page.serial = 1;
    page.language = language;
    page.languages = {language};
    page.site = demo_menu().site;
    pages.emplace_back(name, std::move(page));
  };
  desk.call();
  for (const auto* digit : {"digit.4", "digit.2"}) desk.touch(digit, language);
  named("pin", desk.page());
  for (const auto* rest : {"digit.4", "digit.2", "enter"}) desk.touch(rest, language);
  named("operator", desk.page());
  return pages;
}

NamedPages neutral_pages(const std::vector<std::string>& languages) {
  NamedPages pages;
  pages.emplace_back("language", page_after(PageKind::language, {}, {}, 500ms, languages));
  pages.emplace_back("unreachable", page_after(
                                        PageKind::unreachable, {},
                                        [](World& world) {
                                          world.host.hears = false;
                                          world.flow.line(false);
                                        },
                                        5s, languages));
  World::Start fenced;
  fenced.settings.languages = languages;
  fenced.disk = std::make_shared<MemoryDisk>();
  fenced.host.emplace().standing = queue::Standing::fenced;
  World twin(std::move(fenced));
  twin.pass(1s);
  CHECK(twin.flow.page().kind == PageKind::out_of_service);
  pages.emplace_back("out_of_service", twin.flow.page());
  test::FakeClock clock;
  CountingRandom random;
  FakeHost deaf;
  FakePrinter printer;
  deaf.hears = false;
  pages.emplace_back("starting", Flow({.languages = languages}, deaf, printer, clock, random).page());
  return pages;
}

}  // namespace vestibule::kiosk::test
