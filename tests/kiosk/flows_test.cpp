// Replays the recorded touches of flows/*.txt. What the words of those files mean stands in flows/README.md.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "world.hpp"

using namespace vestibule;
using namespace vestibule::kiosk;
using test::World;

namespace {

Duration duration(const std::string& text) {
  std::size_t unit = 0;
  const long count = std::stol(text, &unit);
  return text.substr(unit) == "s" ? Duration{count * 1000} : Duration{count};
}

/// The keys of all that is said on the page.
std::set<std::string> keys(const Page& page) {
  std::set<std::string> keys{page.title.key};
  const auto add = [&](const Saying& saying) { keys.insert(saying.key); };
  for (const auto& text : page.text) add(text);
  for (const auto& notice : page.notices) add(notice);
  add(page.staff);
  for (const auto* list : {&page.choices, &page.actions})
    for (const auto& choice : *list) {
      add(choice.label);
      for (const auto& detail : choice.details) add(detail);
    }
  if (page.token)
    for (const auto* saying : {&page.token->ahead, &page.token->wait, &page.token->paper}) add(*saying);
  if (page.token)
    for (const auto& why : page.token->why) add(why);
  if (page.entry) add(page.entry->hint);
  return keys;
}

/// Whether the page says a text that the site wrote.
bool tells(const Page& page, const std::string& text) {
  const auto it_is = [&](const Saying& saying) { return saying.site.count("en") && saying.site.at("en") == text; };
  return std::any_of(page.text.begin(), page.text.end(), it_is) || std::any_of(page.notices.begin(), page.notices.end(), it_is);
}

/// `host service SERVICE in GROUP`, `long`, `info`, `full`, `asks name age`, `initials`
void set_service(test::FakeHost& host, const std::string& id, std::istringstream& words) {
  std::string what, more;
  words >> what;
  for (auto& service : host.menu.services) {
    if (service.service.text() != id) continue;
    if (what == "in") words >> more, service.group = more;
    else if (what == "long") service.long_queue = true;
    else if (what == "info") service.info = {{"en", "Do not eat before the test."}, {"ar", "لا تأكل قبل الفحص."}};
    else if (what == "initials") service.shows_name = true;
    else if (what == "full") service.open = false, service.closed = queue::Closed{queue::ClosedBecause::full, queue::When{1, 2, "08:00"}};
    else if (what == "asks") while (words >> more) service.asks.push_back(*decode<queue::Ask>(encode(more)));
    else FAIL("host service " << what << "?");
  }
}

/// A letter at a time, on whatever layer it stands.
void type(World& world, const std::string& text) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t width = 1;
    while (at + width < text.size() && (static_cast<unsigned char>(text[at + width]) & 0xc0) == 0x80) ++width;
    const std::string letter = text.substr(at, width), name = "key." + (letter == "_" ? std::string("space") : letter);
    at += width;
    const auto there = [&] {
      const auto& keys = world.flow.page().choices;
      return std::any_of(keys.begin(), keys.end(), [&](const Choice& key) { return key.name == name; });
    };
    for (int layers = 0; layers < 4 && !there(); ++layers) world.touch("key.layer");
    REQUIRE_MESSAGE(there(), name);
    world.touch(name);
  }
}

/// The last wish for a token, as JSON: `expect asked visitor.name ZOE`.
std::string asked(const World& world, const std::string& path) {
  const auto* last = &*world.host.requests.begin();
  for (const auto& request : world.host.requests) last = &request;
  json::value value = encode(last->second);
  std::istringstream parts(path);
  for (std::string part; std::getline(parts, part, '.');) {
    const auto* object = value.if_object();
    const auto* found = object ? object->if_contains(part) : nullptr;
    if (!found) return "none";
    const json::value next = *found;
    value = next;
  }
  return value.is_string() ? std::string(value.as_string()) : json::serialize(value);
}

/// `order locked`, `order open`, `order message TEXT`, `order silence`
void order(World& world, std::istringstream& words) {
  std::string what, text;
  words >> what;
  std::getline(words >> std::ws, text);
  queue::DeviceOrders& orders = world.orders;
  if (what == "locked" || what == "open") orders.locked = what == "locked";
  else if (what == "message") orders.message = {{"en", text}};
  else if (what == "silence") orders.message.clear();
  else FAIL("order " << what << "?");
  world.flow.take_orders(orders);
}

void act_on_host(World& world, std::istringstream& words) {
  std::string what, which;
  words >> what >> which;
  auto& host = world.host;
  if (what == "deaf")
    host.hears = false;
  else if (what == "mute")
    host.answers = false;
  else if (what == "busy")
    host.busy = true;
  else if (what == "doubles")
    host.doubles = true;
  else if (what == "well")
    host.hears = host.answers = true, host.busy = host.doubles = false, host.refuses.reset(), host.refuses_staff.reset();
  else if (what == "staff")
    host.refuses_staff = Error{code_named(which), "as the test asks"};
  else if (what == "booked") {
    std::string outcome;
    words >> outcome;
    host.appointments[which] = *decode<queue::CheckInOutcome>(encode(outcome));
  } else if (what == "ticket") {
    std::string state;
    words >> state;
    host.tickets[which] = *decode<queue::State>(encode(state));
  } else if (what == "service") {
    set_service(host, which, words);
  } else if (what == "group") {
    std::string parent;
    words >> parent;
    host.menu.groups.push_back({which, {{"en", which}}, parent.empty() ? std::nullopt : std::optional{parent}});
  } else if (what == "ungroup") {
    std::erase_if(host.menu.groups, [&](const auto& group) { return group.group == which; });
  } else if (what == "codes")
    host.private_codes.insert(which);
  else if (what == "refuses")
    host.refuses = Error{code_named(which), "as the test asks"};
  else if (what == "closes" || what == "opens") {
    for (auto& service : host.menu.services)
      if (service.service.text() == which) service.open = what == "opens";
  } else
    FAIL("host " << what << "?");
}

bool offers(const Page& page, const std::string& name) {
  const auto has = [&](const std::vector<Choice>& list) {
    return std::any_of(list.begin(), list.end(), [&](const Choice& choice) { return choice.name == name; });
  };
  return has(page.choices) || has(page.actions);
}

void expect(World& world, std::istringstream& words) {
  std::string what, value;
  words >> what >> value;
  const Page& page = world.flow.page();
  const auto number = [&] { return static_cast<std::size_t>(std::stoul(value)); };
  if (what == "page")
    CHECK(boost::describe::enum_to_string(page.kind, "?") == value);
  else if (what == "language")
    CHECK(page.language == (value == "none" ? "" : value));
  else if (what == "tokens")
    CHECK(world.host.tokens.size() == number());
  else if (what == "printed")
    CHECK(world.printer.jobs.size() == number());
  else if (what == "brought")
    CHECK(world.host.brought.size() == number());
  else if (what == "cancelled")
    CHECK(world.host.cancelled.size() == number());
  else if (what == "priority")
    CHECK(world.host.requests.begin()->second.priority.value_or("none") == value);
  else if (what == "says")
    CHECK_MESSAGE(keys(page).count(value), value);
  else if (what == "silent_about")
    CHECK_MESSAGE(!keys(page).count(value), value);
  else if (what == "typed")
    CHECK((page.entry ? page.entry->text : "nothing") == (value == "nothing" ? "" : value));
  else if (what == "tells" || what == "hides") {
    std::string rest;
    std::getline(words, rest);
    CHECK(tells(page, value + rest) == (what == "tells"));
  } else if (what == "number")
    CHECK((page.token ? page.token->number : "none") == value);
  else if (what == "paper")
    CHECK(world.printer.jobs.back().token.call_code == value);
  else if (what == "offers")
    CHECK_MESSAGE(offers(page, value), value);
  else if (what == "lacks")
    CHECK_MESSAGE(!offers(page, value), value);
  else if (what == "staff")
    CHECK(world.host.staff_calls.size() == number());
  else if (what == "check_ins")
    CHECK(world.host.check_ins.size() == number());
  else if (what == "asked") {
    std::string wanted;
    words >> wanted;
    CHECK(asked(world, value) == wanted);
  } else if (what == "ready")
    CHECK(page.ready == (value == "yes"));
  else if (what == "manner") {
    std::set<std::string> wanted{value};
    while (words >> value) wanted.insert(value);
    CHECK(page.manner == Manner{wanted.count("contrast") > 0, wanted.count("large") > 0, wanted.count("lowered") > 0});
  } else if (what == "warning")
    CHECK(page.leaving_in.value_or(0) == static_cast<int>(number()));
  else
    FAIL("expect " << what << "?");
}

void run(World& world, const std::string& line) {
  std::istringstream words(line);
  std::string verb, value;
  words >> verb;
  if (verb == "touch")
    words >> value, world.touch(value);
  else if (verb == "tap")
    words >> value, world.touch_now(value), world.settle();
  else if (verb == "wait")
    words >> value, world.pass(duration(value));
  else if (verb == "type")
    words >> value, type(world, value);
  else if (verb == "scan") {
    std::getline(words >> std::ws, value);
    world.scan(value);
  } else if (verb == "host")
    act_on_host(world, words);
  else if (verb == "line")
    words >> value, world.flow.line(value == "back"), world.settle();
  else if (verb == "order")
    order(world, words);
  else if (verb == "printer" && words.str().find(" says ") != std::string::npos)
    words >> value >> value, world.flow.printer(*decode<queue::PrinterState>(encode(value)));
  else if (verb == "printer")
    words >> value, world.printer.works = value == "well",
                    world.printer.state = value == "empty" ? queue::PrinterState::paper_out : queue::PrinterState::unknown;
  else if (verb == "expect")
    expect(world, words);
  else
    FAIL(verb << "?");
}

}  // namespace

TEST_CASE("recorded flows") {
  for (const auto& entry : std::filesystem::directory_iterator(FLOWS)) {
    if (entry.path().extension() != ".txt") continue;
    DOCTEST_SUBCASE(entry.path().stem().c_str()) {
      std::ifstream file(entry.path());
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      World::Start start;
      if (text.find("\nkiosk with disk\n") != text.npos) start = World::with_disk(std::make_shared<test::MemoryDisk>());
      World world(std::move(start));
      std::istringstream lines(text);
      std::string line;
      for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty() || line.front() == '#' || line == "kiosk with disk") continue;
        INFO(entry.path().filename().string() << ":" << number << ": " << line);
        run(world, line);
      }
    }
  }
}
