#include "world.hpp"

#include <algorithm>

namespace vestibule::kiosk::test {
using queue::Texts;

queue::Menu demo_menu() {
  using queue::MenuService, queue::ServiceId, queue::AreaId, queue::WaitRange;
  queue::Menu menu;
  menu.site = {{"en", "Vestibule General Hospital"}, {"ar", "مستشفى فيستيبول العام"}};
  menu.languages = {"en", "ar"};
  menu.urgent_place = {{"en", "Go to the red door on your left now"}, {"ar", "اذهب الآن إلى الباب الأحمر على يسارك"}};
  const auto add = [&](const char* id, const char* letter, Texts name, int waiting, std::optional<WaitRange> wait) {
    menu.services.push_back({ServiceId{id}, letter, std::move(name), AreaId{"main"}, true, waiting, wait, {}});
  };
  add("registration", "R", {{"en", "Registration"}, {"ar", "التسجيل"}}, 6, WaitRange{10, 25});
  add("general", "G", {{"en", "General medicine"}, {"ar", "الطب العام"}}, 14, WaitRange{35, 70});
  add("blood", "B", {{"en", "Blood test"}, {"ar", "تحليل الدم"}}, 3, WaitRange{5, 15});
  add("imaging", "X", {{"en", "X-ray and ultrasound"}, {"ar", "الأشعة والموجات فوق الصوتية"}}, 1, std::nullopt);
  add("pharmacy", "P", {{"en", "Pharmacy"}, {"ar", "الصيدلية"}}, 0, WaitRange{0, 5});
  add("cashier", "C", {{"en", "Cashier"}, {"ar", "الصندوق"}}, 2, std::nullopt);
  menu.services[1].urgency = {
      {"red", {{"en", "Chest pain, or I can hardly breathe"}, {"ar", "ألم في الصدر أو صعوبة شديدة في التنفس"}}, true},
      {"yellow", {{"en", "Strong pain or high fever"}, {"ar", "ألم شديد أو حمى مرتفعة"}}, false},
      {"green", {{"en", "It can wait a little"}, {"ar", "يمكنني الانتظار قليلاً"}}, false}};
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
  if (name == "queue.menu") return encode(menu);
  if (name == "queue.issue_token") {
    VESTIBULE_TRY(const auto request, decode<queue::IssueToken>(body));
    if (!answers_.count(id)) answers_.emplace(id, issue(id, request));
    return answers_.at(id);
  }
  if (name == "queue.cancel") {
    cancelled.insert(body.at("token").as_string().c_str());
    return json::value(json::object{});
  }
  return errand(name, id, body);
}

Result<json::value> FakeHost::issue(const std::string& id, const queue::IssueToken& request) {
  if (refuses) return tl::unexpected(*refuses);
  for (auto& service : menu.services) {
    if (service.service != request.service) continue;
    if (!service.open) return fail(Code::conflict, "service '{}' is closed", request.service);
    queue::IssuedToken token;
    token.number = fmt::format("{}{:03}", service.letter, tokens.size() + 17);
    token.token = queue::TokenId{"token-" + token.number};
    token.call_code = token.number;
    token.service = service.service;
    token.service_name = service.name;
    token.area_name = {{"en", "Area 2, first floor"}, {"ar", "المنطقة 2، الطابق الأول"}};
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
  while (delivered_ < jobs.size()) flow.printed(jobs[delivered_++].id, works);
}

namespace {
FlowSettings with_keyboards(FlowSettings settings) {
  if (settings.keyboards.empty()) settings.keyboards = test_keyboards();
  return settings;
}
}  // namespace

World::World(FlowSettings settings) : flow(with_keyboards(std::move(settings)), host, printer, clock, random) {
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
