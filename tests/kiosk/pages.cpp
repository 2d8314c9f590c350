#include "pages.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"
#include "world.hpp"

namespace vestibule::kiosk::test {
using namespace std::chrono_literals;

namespace {

const std::vector<std::string> eight{"en", "es", "fr", "de", "ar", "he", "hi", "zh"};

const queue::Texts back_at_two{{"en", "We are back at two o'clock."}, {"es", "Volvemos a las dos."}, {"fr", "Nous revenons à quatorze heures."}, {"de", "Wir sind um zwei Uhr zurück."},
                               {"ar", "نعود في الساعة الثانية."}, {"he", "נחזור בשעה שתיים."}, {"hi", "हम दो बजे लौटेंगे।"}, {"zh", "我们两点回来。"}};
const queue::Texts second_floor{{"en", "Blood tests are on the second floor today."}, {"es", "Los análisis de sangre se hacen hoy en la segunda planta."},
                                {"fr", "Les prises de sang se font aujourd’hui au deuxième étage."}, {"de", "Die Blutabnahme ist heute im zweiten Stock."},
                                {"ar", "تحاليل الدم اليوم في الطابق الثاني."}, {"he", "בדיקות הדם היום בקומה השנייה."}, {"hi", "आज रक्त जाँच दूसरी मंज़िल पर है।"}, {"zh", "今天抽血在二楼。"}};

/// The page after these touches in a world prepared by `prepare`; it must be of that kind.
Page page_after(PageKind kind, const std::vector<std::string>& touches, const std::function<void(World&)>& prepare = {},
                Duration later = 500ms, const std::vector<std::string>& languages = eight,
                bool own_disk = false) {
  World::Start start;
  start.settings = shipped(languages);
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

/// Blood tests as a service that tells and asks all there is to tell and ask.
Page blood_page(PageKind kind, const std::vector<std::string>& touches) {
  World::Start start;
  start.settings = shipped(eight);
  auto& blood = start.host.emplace().menu.services[2];
  blood.info = {{"en", "Please do not eat or drink anything but water for eight hours before the test."},
                {"es", "No coma ni beba nada, salvo agua, durante las ocho horas anteriores al análisis."},
                {"fr", "Ne mangez rien et ne buvez que de l’eau pendant les huit heures qui précèdent la prise de sang."},
                {"de", "Bitte essen Sie acht Stunden vor der Blutabnahme nichts und trinken Sie nur Wasser."},
                {"ar", "يرجى عدم تناول الطعام أو شرب أي شيء سوى الماء لمدة ثماني ساعات قبل الفحص."},
                {"he", "נא לא לאכול ולא לשתות דבר מלבד מים במשך שמונה שעות לפני הבדיקה."},
                {"hi", "कृपया जाँच से आठ घंटे पहले तक पानी के सिवा कुछ न खाएँ और न पिएँ।"},
                {"zh", "抽血前八小时内请勿进食，只可饮水。"}};
  blood.asks = {queue::Ask::name, queue::Ask::age};
  blood.long_queue = blood.shows_name = true;
  World world(std::move(start));
  for (const auto& name : touches) world.touch(name);
  world.pass(500ms);
  CHECK(world.flow.page().kind == kind);
  return world.flow.page();
}

/// What is asked and told on the way to a number, and what is not about a number.
void add_errand_pages(NamedPages& pages, const std::string& first) {
  const auto booked = [](World& world) {
    world.host.appointments = {{"EARLY", queue::CheckInOutcome::early}, {"LATE", queue::CheckInOutcome::late}};
    world.host.tickets["0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"] = queue::State::waiting;
  };
  const auto scanned = [&](PageKind kind, const std::string& code) {
    return page_after(kind, {first, "appointment"}, [&](World& world) { booked(world), world.pass(400ms), world.touch_now("appointment"), world.scan(code); });
  };
  pages.emplace_back("info", blood_page(PageKind::info, {first, "service.blood"}));
  pages.emplace_back("long", blood_page(PageKind::question, {first, "service.blood", "go_on"}));
  pages.emplace_back("entry", blood_page(PageKind::entry, {first, "service.blood", "go_on", "take"}));
  pages.emplace_back("entry_age", blood_page(PageKind::entry, {first, "service.blood", "go_on", "take", "skip", "key.7", "key.1"}));
  pages.emplace_back("needs", page_after(PageKind::needs, {first, "needs", "need.wheelchair"}));
  pages.emplace_back("scan", page_after(PageKind::scan, {first, "appointment"}));
  pages.emplace_back("entry_code", page_after(PageKind::entry, {first, "appointment", "by_hand", "key.A"}));
  pages.emplace_back("early", scanned(PageKind::notice, "EARLY"));
  pages.emplace_back("late", scanned(PageKind::notice, "LATE"));
  pages.emplace_back("unknown", scanned(PageKind::notice, "NOBODY"));
  pages.emplace_back("status", scanned(PageKind::status, "0123456789ABCDEFGHJKMNPQRSTVWXYZ0123456"));
  pages.emplace_back("staff", page_after(PageKind::service, {first, "staff"}));
  pages.emplace_back("paper_out", page_after(PageKind::service, {first}, [](World& w) { w.flow.printer(queue::PrinterState::paper_out); }));
  pages.emplace_back("private_code", page_after(PageKind::token, {first, "service.blood"}, [](World& w) { w.host.private_codes = {"blood"}; }));
  pages.emplace_back("private_alone", page_after(PageKind::token, {first, "service.blood"}, [](World& w) {
                       w.host.private_codes = {"blood"};
                       w.pass(11s);  // the menu says so
                       w.host.hears = false;
                       w.flow.line(false);
                     }, 5s, eight, true));
  pages.emplace_back("entry_lowered", blood_page(PageKind::entry, {"manner.lowered", first, "service.blood", "go_on", "take"}));
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
  add_errand_pages(pages, first);
  return pages;
}

/// What only staff see, in one language.
NamedPages operator_pages(const std::string& language) {
  World::Start start;
  start.settings.languages = {language};
  start.host.emplace().menu.languages = {language};
  World world(std::move(start));
  MemoryDisk disk;
  PinLock lock(*hash_pin("4242"), disk, world.clock);
  const KioskHealth health{{false, false, true, 3, 0, "2"}, {queue::PrinterState::near_end, 4200, 28, {}}, "14:30"};
  Operator desk(lock, {[&] { return health; }, [](const std::string&) {}, [] {}, [] {}, [] {}});
  world.flow.serve(desk);
  world.flow.call_operator();
  NamedPages pages;
  for (const auto* digit : {"digit.4", "digit.2"}) world.touch(digit);
  pages.emplace_back("pin", world.flow.page());
  for (const auto* rest : {"digit.4", "digit.2", "enter"}) world.touch(rest);
  pages.emplace_back("operator", world.flow.page());
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
  fenced.settings = shipped(languages);
  fenced.disk = std::make_shared<MemoryDisk>();
  fenced.host.emplace().standing = queue::Standing::fenced;
  World twin(std::move(fenced));
  twin.pass(1s);
  CHECK(twin.flow.page().kind == PageKind::out_of_service);
  pages.emplace_back("out_of_service", twin.flow.page());
  const auto after = [&](const char* name, PageKind kind, const std::function<void(World&)>& prepare) {
    pages.emplace_back(name, page_after(kind, {}, prepare, 500ms, languages));
  };
  after("locked", PageKind::out_of_service, [](World& world) { world.flow.take_orders({true, {}, 0, 0}); });
  after("locked_message", PageKind::out_of_service, [](World& world) {
    world.flow.take_orders({true, back_at_two, 0, 0});
  });
  after("message", PageKind::language, [](World& world) {
    world.flow.take_orders({false, second_floor, 0, 0});
  });
  after("language_paper_out", PageKind::language, [](World& world) { world.flow.printer(queue::PrinterState::paper_out); });
  test::FakeClock clock;
  CountingRandom random;
  FakeHost deaf;
  FakePrinter printer;
  deaf.hears = false;
  pages.emplace_back("starting", Flow(shipped(languages), deaf, printer, clock, random).page());
  return pages;
}

}  // namespace vestibule::kiosk::test
