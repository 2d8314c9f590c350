#include "kit.hpp"

#include <sstream>

namespace vestibule::queue_kit {

const std::string hospital_text = R"(
languages = ["en", "ar"]
time_zone = "Europe/Vienna"
site = { en = "Test", ar = "اختبار" }
urgent_place = { en = "Red door", ar = "الباب الأحمر" }

[[area]]
id = "hall"
name = { en = "Hall", ar = "القاعة" }
[[area]]
id = "lab"
name = { en = "Laboratory", ar = "المختبر" }

[[scale]]
id = "counter"
ordinary = "ordinary"
classes = [
  { id = "assisted", name = { en = "Assisted", ar = "م" }, target = 15, rate = 2 },
  { id = "ordinary", name = { en = "Ordinary", ar = "ع" } },
]
[[scale]]
id = "triage"
ordinary = "green"
classes = [
  { id = "red", name = { en = "Red", ar = "أحمر" }, target = 0, rate = 10 },
  { id = "yellow", name = { en = "Yellow", ar = "أصفر" }, target = 60, rate = 3 },
  { id = "green", name = { en = "Green", ar = "أخضر" }, target = 120, rate = 1 },
]

[[service]]
id = "registration"
letter = "A"
name = { en = "Registration", ar = "التسجيل" }
area = "hall"
scale = "counter"
[[service]]
id = "medicine"
letter = "M"
name = { en = "Medicine", ar = "الطب" }
area = "hall"
scale = "triage"
discipline = { kind = "accumulating", longest_wait = 120 }
appointments = { early = 30, late = 15 }
urgency = [
  { priority = "red", urgent = true, text = { en = "Cannot breathe", ar = "لا أستطيع التنفس" } },
  { priority = "green", text = { en = "Other", ar = "غير ذلك" } },
]
[[service]]
id = "emergency"
letter = "E"
name = { en = "Emergency", ar = "الطوارئ" }
area = "hall"
scale = "triage"
discipline = { kind = "strict" }
codes = "private"
[[service]]
id = "blood"
letter = "B"
name = { en = "Blood test", ar = "الدم" }
area = "lab"
scale = "counter"
[[service]]
id = "xray"
letter = "X"
name = { en = "X-ray", ar = "الأشعة" }
area = "lab"
scale = "triage"
daily_limit = 3
opening = [{ days = ["mon", "tue", "wed", "thu", "fri"], from = "08:00", until = "09:30" }]

[[desk]]
id = "counter-1"
name = { en = "Counter 1", ar = "الشباك 1" }
area = "hall"
services = ["registration"]
[[desk]]
id = "counter-2"
name = { en = "Counter 2", ar = "الشباك 2" }
area = "hall"
services = ["registration", "medicine"]
[[desk]]
id = "room-1"
name = { en = "Room 1", ar = "الغرفة 1" }
area = "hall"
services = ["medicine"]
[[desk]]
id = "room-2"
name = { en = "Room 2", ar = "الغرفة 2" }
area = "hall"
services = ["medicine", "emergency"]
[[desk]]
id = "lab-1"
name = { en = "Laboratory", ar = "المختبر" }
area = "lab"
services = ["blood"]
[[desk]]
id = "lab-2"
name = { en = "Imaging", ar = "الأشعة" }
area = "lab"
services = ["xray"]

[[pathway]]
id = "blood-and-back"
name = { en = "Blood test and back", ar = "الدم والعودة" }
stages = ["medicine", "blood", "medicine"]
[[pathway]]
id = "check-up"
name = { en = "Check-up", ar = "فحص" }
stages = ["registration", ["blood", "xray"], "medicine"]
)";

std::string outcome(const Result<json::value>& result) { return result ? "ok" : std::string(name_of(result.error().code)); }

std::string difference(const std::string& before, const std::string& after) {
  std::istringstream a(before), b(after);
  for (std::string left, right; std::getline(a, left) && std::getline(b, right);) {
    if (left == right) continue;
    std::size_t at = 0;
    while (at < left.size() && at < right.size() && left[at] == right[at]) ++at;
    const std::size_t from = at > 150 ? at - 150 : 0;
    return left.substr(0, 25) + "\n  before ..." + left.substr(from, 260) + "\n  after  ..." + right.substr(from, 260);
  }
  return before == after ? "" : "one has more lines";
}

namespace {

kit::TestHostOptions options(const std::string& more_settings, const std::string& hospital) {
  kit::TestHostOptions options;
  options.settings = "[queue]\nhospital = \"hospital.toml\"\n" + more_settings;
  options.files["hospital.toml"] = hospital;
  return options;
}

}  // namespace

QueueHost::QueueHost(const std::string& more_settings, const std::string& hospital) : host(options(more_settings, hospital)) {
  REQUIRE(host.ask("queue.day"));
}

QueueHost& QueueHost::open(const std::vector<std::string>& desks) {
  do_("queue.open_day", json::object{});
  for (const auto& desk : desks) do_("queue.open_desk", {{"desk", desk}});
  return *this;
}

json::value QueueHost::do_(const std::string& command, const json::value& body, const std::string& actor) {
  const auto result = host.do_(command, body, actor);
  REQUIRE_MESSAGE(result, command, ": ", (result ? "" : result.error().message));
  return *result;
}

json::value QueueHost::ask(const std::string& query, const json::value& body) {
  const auto result = host.ask(query, body);
  REQUIRE_MESSAGE(result, query, ": ", (result ? "" : result.error().message));
  return *result;
}

std::string QueueHost::refused(Code code, const std::string& command, const json::value& body) {
  const std::string before = everything();
  const auto result = host.do_(command, body);
  REQUIRE_MESSAGE(!result, command, " was not refused");
  CHECK_MESSAGE(result.error().code == code, command, ": ", result.error().message);
  CHECK(result.error().message.size() < 700);
  CHECK(difference(before, everything()) == "");
  return result.error().message;
}

IssuedToken QueueHost::issue(const std::string& service, json::object more) {
  more["service"] = service;
  auto token = as<IssuedToken>("queue.issue_token", more);
  issued.push_back(token.token);
  return token;
}

std::string QueueHost::serve(const std::string& desk) {
  const auto called = host.do_("queue.call_next", {{"desk", desk}});
  if (!called) return {};
  const std::string number(called->at("token").at("number").as_string());
  do_("queue.start", {{"desk", desk}});
  do_("queue.finish", {{"desk", desk}});
  return number;
}

DeskView QueueHost::desk(const std::string& id) {
  for (auto& desk : answer<Desks>("queue.desks").desks)
    if (desk.desk.text() == id) return desk;
  FAIL("no desk " << id);
  return {};
}

std::vector<std::string> QueueHost::order(const std::string& service) {
  std::vector<std::string> numbers;
  for (const auto& token : answer<Waiting>("queue.waiting", {{"service", service}, {"limit", 500}}).tokens) numbers.push_back(token.number);
  return numbers;
}

std::string QueueHost::everything() {
  std::string text;
  const auto add = [&](const std::string& query, const json::value& body = json::object{}) { text += query + " " + json::serialize(ask(query, body)) + "\n"; };
  add("queue.day");
  add("queue.menu");
  add("queue.desks");
  add("queue.coverage");
  add("queue.fairness", {{"limit", 500}});
  for (const char* service : {"registration", "medicine", "emergency", "blood", "xray"}) add("queue.waiting", {{"service", service}, {"limit", 500}});
  for (const char* desk : {"counter-1", "counter-2", "room-1", "room-2", "lab-1", "lab-2"}) add("queue.waiting", {{"desk", desk}, {"limit", 500}});
  for (const char* area : {"hall", "lab"}) {
    add("queue.board", {{"area", area}});
    add("queue.calls_since", {{"area", area}, {"after", 0}});
  }
  for (const auto& token : issued)
    if (const auto status = host.ask("queue.token", {{"token", token.text()}})) text += json::serialize(*status) + "\n";
  return text;
}

void QueueHost::restart() {
  const std::string before = everything();
  REQUIRE_MESSAGE(host.restart(), host.failure);
  CHECK(difference(before, everything()) == "");
}

std::vector<std::string> QueueHost::events() {
  std::vector<std::string> names;
  for (const auto& entry : host.entries()) {
    const auto told = parse_json(entry.events);
    for (const auto& event : told->as_array()) names.emplace_back(event.at("name").as_string());
  }
  return names;
}

}  // namespace vestibule::queue_kit
