#include "world.hpp"

#include <algorithm>

namespace vestibule::kiosk::test {
using queue::Texts;

namespace {

Texts all(const char* en, const char* es, const char* fr, const char* de, const char* ar, const char* he, const char* hi,
          const char* zh) {
  return {{"en", en}, {"es", es}, {"fr", fr}, {"de", de}, {"ar", ar}, {"he", he}, {"hi", hi}, {"zh", zh}};
}

Texts area() {
  return all("Area 2, first floor", "Zona 2, primera planta", "Zone 2, premier étage", "Bereich 2, erster Stock",
             "المنطقة 2، الطابق الأول", "אזור 2, קומה ראשונה", "क्षेत्र 2, पहली मंज़िल", "一楼2区");
}

}  // namespace

queue::Menu demo_menu() {
  using queue::MenuService, queue::ServiceId, queue::AreaId, queue::WaitRange;
  queue::Menu menu;
  menu.site = all("Vestibule General Hospital", "Hospital General Vestibule", "Hôpital général Vestibule", "Klinikum Vestibule",
                  "مستشفى فيستيبول العام", "בית החולים הכללי וסטיבול", "वेस्टिब्यूल सामान्य अस्पताल", "维斯提总医院");
  menu.languages = {"en", "es", "fr", "de", "ar", "he", "hi", "zh"};
  menu.urgent_place = all("Go to the red door on your left now", "Vaya ahora a la puerta roja, a su izquierda",
                          "Allez tout de suite à la porte rouge, à votre gauche", "Gehen Sie jetzt zur roten Tür links von Ihnen",
                          "اذهب الآن إلى الباب الأحمر على يسارك", "יש לגשת מיד לדלת האדומה משמאל",
                          "अभी अपनी बाईं ओर लाल दरवाज़े पर जाएँ", "请立即到您左边的红色门");
  const auto add = [&](const char* id, const char* letter, Texts name, int waiting, std::optional<WaitRange> wait) {
    menu.services.push_back({ServiceId{id}, letter, std::move(name), AreaId{"main"}, true, waiting, wait, {},
                             area()});
  };
  add("registration", "R",
      all("Registration", "Admisión", "Accueil et inscription", "Anmeldung", "التسجيل", "קבלה ורישום", "पंजीकरण", "挂号登记"), 6,
      WaitRange{10, 25});
  add("general", "G",
      all("General medicine", "Medicina general", "Médecine générale", "Allgemeinmedizin", "الطب العام", "רפואה כללית",
          "सामान्य चिकित्सा", "全科"),
      14, WaitRange{35, 70});
  add("blood", "B",
      all("Blood test", "Análisis de sangre", "Prise de sang", "Blutabnahme", "تحليل الدم", "בדיקת דם", "रक्त जाँच", "抽血化验"), 3,
      WaitRange{5, 15});
  add("imaging", "X",
      all("X-ray and ultrasound", "Radiografía y ecografía", "Radiographie et échographie", "Röntgen und Ultraschall",
          "الأشعة والموجات فوق الصوتية", "רנטגן ואולטרסאונד", "एक्स-रे और अल्ट्रासाउंड", "X光和超声检查"),
      1, std::nullopt);
  add("pharmacy", "P", all("Pharmacy", "Farmacia", "Pharmacie", "Apotheke", "الصيدلية", "בית מרקחת", "दवाखाना", "药房"), 0,
      WaitRange{0, 5});
  add("cashier", "C", all("Cashier", "Caja", "Caisse", "Kasse", "الصندوق", "קופה", "भुगतान", "收费处"), 2, std::nullopt);
  menu.services[1].urgency = {
      {"red",
       all("Chest pain, or I can hardly breathe", "Dolor en el pecho o apenas puedo respirar",
           "Douleur à la poitrine, ou j’ai du mal à respirer", "Brustschmerzen oder ich bekomme kaum Luft",
           "ألم في الصدر أو صعوبة شديدة في التنفس", "כאב בחזה או קושי רב בנשימה", "सीने में दर्द, या साँस लेना मुश्किल है",
           "胸痛，或呼吸困难"),
       true},
      {"yellow",
       all("Strong pain or high fever", "Dolor fuerte o fiebre alta", "Forte douleur ou forte fièvre",
           "Starke Schmerzen oder hohes Fieber", "ألم شديد أو حمى مرتفعة", "כאב חזק או חום גבוה", "तेज़ दर्द या तेज़ बुखार",
           "剧烈疼痛或高烧"),
       false},
      {"green",
       all("It can wait a little", "Puede esperar un poco", "Cela peut attendre un peu", "Es kann etwas warten",
           "يمكنني الانتظار قليلاً", "זה יכול לחכות קצת", "थोड़ी देर रुक सकते हैं", "可以稍等"),
       false}};
  menu.services[5].open = false;
  menu.services[5].closed = queue::Closed{queue::ClosedBecause::hours, queue::When{0, 1, "14:00"}};
  menu.appointments = true;
  return menu;
}

void FakeHost::send(wire::Verb, std::string_view name, const std::string& id, const json::value& body) {
  if (!hears) return;
  auto reply = answer(name, id, body);
  for (int copies = answers ? (doubles ? 2 : 1) : 0; copies > 0; --copies) replies_.emplace_back(id, reply);
}

Result<json::value> FakeHost::answer(std::string_view name, const std::string& id, const json::value& body) {
  if (busy) return fail(Code::unavailable, "the host is starting");
  if (name == "queue.menu") {
    for (auto& service : menu.services)
      if (private_codes.count(service.service.text())) service.private_codes = true;
    return encode(menu);
  }
  if (name == "queue.issue_token") {
    VESTIBULE_TRY(const auto request, decode<queue::IssueToken>(body));
    if (!answers_.count(id)) answers_.emplace(id, issue(id, request));
    return answers_.at(id);
  }
  if (name == "queue.bring_token" || name == "queue.report_kiosk" || name == "queue.kiosk_word") return about_kiosk(name, id, body);
  if (name == "queue.hand_in_picture") {
    VESTIBULE_TRY(auto picture, decode<queue::ScreenPicture>(body));
    pictures.push_back(std::move(picture));
    return json::value(json::object{});
  }
  if (name == "queue.cancel") {
    cancelled.insert(body.at("token").as_string().c_str());
    return json::value(json::object{});
  }
  return errand(name, id, body);
}

Result<json::value> FakeHost::about_kiosk(std::string_view name, const std::string& id, const json::value& body) {
  if (name == "queue.bring_token") {
    VESTIBULE_TRY(auto token, decode<queue::BringToken>(body));
    const queue::BroughtToken answer{*token.asked.token, queue::Brought::adopted, token.number};
    if (answers_.emplace(id, encode(answer)).second) brought.push_back(std::move(token));
    return answers_.at(id);
  }
  queue::KioskWord word;
  word.standing = standing;
  word.mark = "1";
  word.sequence = -1;
  if (name == "queue.report_kiosk") {
    VESTIBULE_TRY(auto report, decode<queue::ReportKiosk>(body));
    word.sequence = report.sequence;
    reports.push_back(std::move(report));
  }
  word.next = brought.empty() ? 1 : brought.back().counter + 1;
  return encode(word);
}

Result<json::value> FakeHost::issue(const std::string& id, const queue::IssueToken& request) {
  if (refuses) return tl::unexpected(*refuses);
  for (auto& service : menu.services) {
    if (service.service != request.service) continue;
    if (!service.open) return fail(Code::conflict, "service '{}' is closed", request.service);
    queue::IssuedToken token;
    token.number = fmt::format("{}{:03}", service.letter, tokens.size() + 17);
    token.token = request.token.value_or(queue::TokenId{"token-" + token.number});
    token.call_code = private_codes.count(service.service.text()) ? "K7R" + std::string(1, "MTWX"[tokens.size() % 4]) + "H" : token.number;
    token.service = service.service;
    token.service_name = service.name;
    token.area_name = area();
    token.ahead = service.waiting++;
    token.wait = service.wait;
    token.issued_at = from_millis(1'795'000'000'000);
    requests[id] = request;
    return encode(tokens[id] = token);
  }
  return fail(Code::not_found, "no service '{}'", request.service);
}

void FakeHost::deliver(Flow& flow) {
  while (!replies_.empty()) {
    const auto [id, reply] = std::move(replies_.front());
    replies_.pop_front();
    flow.answered(id, reply);
  }
}

void FakePrinter::deliver(Flow& flow) {
  while (delivered_ < jobs.size()) flow.printed(jobs[delivered_++].id, works, state);
}

namespace {
FlowSettings with_keyboards(FlowSettings settings) {
  if (settings.keyboards.empty()) settings.keyboards = test_keyboards();
  return settings;
}

FakeHost host_of(const World::Start& start) {
  FakeHost host = start.host.value_or(FakeHost{});
  host.hears = start.hears;
  return host;
}
}  // namespace

World::Start World::with_disk(std::shared_ptr<MemoryDisk> disk) {
  static std::uint64_t starts = 0;
  Start start;
  start.disk = std::move(disk);
  start.first_id = ++starts << 32;  // no two starts of a kiosk draw the same
  return start;
}

World::World(Start start)
    : clock(start.time),
      random(start.first_id),
      host(host_of(start)),
      disk(start.disk),
      offline(disk ? std::make_unique<Offline>(*disk, host, clock, random, "kiosk-1") : nullptr),
      flow(with_keyboards(std::move(start.settings)), host, printer, clock, random, offline.get()) {
  note();
  settle();
}

void World::settle() {
  host.deliver(flow);
  note();
  printer.deliver(flow);
  note();
}

void World::pass(Duration time) {
  const Steady end = clock.steady() + time;
  while (flow.due() <= end) {
    clock.set(std::max(flow.due(), clock.steady()));
    flow.tick();
    note();
    settle();
  }
  clock.set(end);
}

void World::touch(const std::string& choice) {
  pass(Duration{400});
  touch_now(choice);
  settle();
}

void World::scan(const std::string& text) {
  flow.scanned(text);
  note();
  settle();
}

void World::touch_page(std::uint64_t serial, const std::string& choice) {
  flow.touch({serial, choice});
  note();
}

void World::note() {
  if (seen.empty() || seen.back() != flow.page().kind) seen.push_back(flow.page().kind);
}

}  // namespace vestibule::kiosk::test
