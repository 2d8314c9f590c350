// Every query, command, page, stream, topic, log line, number and file of a hospital full of canaries, by every role: nobody is shown one that
// the policy does not show them.
#include <prometheus/registry.h>

#include <sodium.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <vestibule/wire/envelope.hpp>
#include <vestibule/wire/topics.hpp>

#include "core/http/traffic.hpp"
#include "decision.hpp"
#include "durable_file.hpp"
#include "host_queries.hpp"
#include "metrics.hpp"
#include "policy_file.hpp"
#include "seeded.hpp"
#include "settings_file.hpp"

using namespace vestibule;
using namespace vestibule::security;

namespace {

const identity::PolicyTable& policy() {
  static const auto table = *identity::read_policy(identity::shipped_policy(), "policy.toml");
  return table;
}

bool has_right(const Actor& reader, std::string_view right, const Subject* subject) {
  const bool employed = !reader.id.empty() && reader.role != "nobody";
  const auto relation = identity::relation_to(subject, reader.id, employed ? std::vector<std::string>{"cardiology"} : std::vector<std::string>{});
  return identity::decide(policy(), reader.role, {reader, right, right}, relation).has_value();
}

/// What the policy says, piece by piece; `record` is whose canary it is, if it is a patient's.
bool may_see(const Actor& reader, const Canary& canary, const Subject* record) {
  switch (canary.piece) {
    case Piece::name:
    case Piece::who: return has_right(reader, "records.read", record) || has_right(reader, "records.export", record);
    case Piece::clinical: return has_right(reader, "records.history", record) || has_right(reader, "records.export", record);
    case Piece::told: return has_right(reader, "queue.visitor", nullptr);
    // Colleagues know one another's names: whoever may write to them is told whom there is.
    case Piece::staff: return reader.id == canary.subject || has_right(reader, "identity.people", nullptr) || has_right(reader, "messages.read", nullptr);
    case Piece::secret: return false;
  }
  return false;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// As a query in an address, each byte by its number.
std::string in_address(const std::string& text) {
  std::string made;
  for (const unsigned char c : text) made += fmt::format("%{:02X}", c);
  return made;
}

std::string text_of(const http::Reply& reply) {
  std::string text = reply.response.body;
  for (const auto& header : reply.response.headers) text += "\n" + header.name + ": " + header.value;
  return text;
}

/// A role at a browser, a machine at the line, or somebody at the command line.
struct Reader {
  Actor actor;
  std::string secret;  ///< empty: nobody
};

struct Scan : Seeded {
  Scan() : recorder(house.broker.attach("recorder")) {
    recorder->subscribe("#", [this](const wire::Message& message) { on_the_line.push_back(message); });
    for (const auto& actor : staff) readers.push_back({actor, secrets[actor.id]});
    readers.push_back({nobody, {}});
  }

  void check(const Actor& reader, const std::string& where, const std::string& text) {
    ++texts;
    const std::string all = lower(text);
    if (all.find("canary") == all.npos) return;
    for (const auto& canary : canaries) {
      if (all.find(lower(canary.text)) == all.npos) continue;
      const auto subject = subjects.find(canary.subject);
      const bool may = may_see(reader, canary, subject == subjects.end() ? nullptr : &subject->second);
      if (may) seen.insert(reader.role + " " + canary.text);
      CHECK_MESSAGE(may, where, " shows ", canary.text, " to ", reader.role);
    }
  }
  /// What nobody at all may find there.
  void check_absent(const std::string& where, const std::string& text) { check({"-", "-", "-"}, where, text); }

  json::value value_for(const Field& field) const;
  std::vector<json::object> bodies(const std::string& name, const std::vector<Field>& fields) const;

  std::unique_ptr<wire::Bus> recorder;
  std::vector<wire::Message> on_the_line;
  std::vector<Reader> readers;
  std::set<std::string> seen;
  int texts = 0;
};

/// Something that fits the field, so that requests are read and carried out.
json::value Scan::value_for(const Field& field) const {
  static const json::object known{
      {"area", "main"}, {"desk", "reg-1"}, {"service", "registration"}, {"kiosk", "kiosk-1"}, {"after", 0}, {"from", "2026-11-01T00:00:00Z"}, {"until", "2026-12-24T00:00:00Z"},
      {"at", "2026-11-23T09:00:00Z"}, {"since", "2026-11-01"}, {"format", "json"}, {"csv", "family_name\nSomebody\n"}, {"import", "none"}, {"doctor", "nobody"},
      {"incarnation", std::string(32, 'a')}, {"boot", std::string(32, 'b')}, {"minutes", 15}, {"department", "surgery"}, {"substance", json::object{{"text", "x"}}},
      {"condition", json::object{{"text", "x"}}}, {"medication", json::object{{"text", "x"}}}, {"procedure", json::object{{"text", "x"}}}, {"person", ""}, {"language", "en"},
      {"ward", "ward-1"}, {"bed", "bed-1"}, {"measures", json::array{}}};
  if (field.name == "visit") return json::value(visit);
  if (field.name == "item") return json::value(item);
  if (field.name == "device") return json::value(device);
  if (field.name == "condition" && field.type == "text") return "hr_high";  // an alarm's, not a patient's
  if (field.name == "score" && field.type == "text") return "news2";
  if (const auto* found = known.if_contains(field.name)) return *found;
  if (field.type.starts_with("list")) return json::array{};
  if (field.type.starts_with("object")) return json::object{};
  if (field.type.find("number") != field.type.npos) return 1;
  if (field.type.starts_with("true")) return true;
  if (field.type.starts_with("date")) return "1980-02-01";
  if (field.type.starts_with("instant")) return "2026-11-23T09:00:00Z";
  if (const auto bar = field.type.find('|'); bar != field.type.npos) return json::value(field.type.substr(0, field.type.find_first_of(" |")));
  return "word";
}

/// One for each patient, token or name the request may be about; a request that asks for something else is asked once.
std::vector<json::object> Scan::bodies(const std::string& name, const std::vector<Field>& fields) const {
  std::vector<json::object> made(1);
  const auto each = [&](const char* field, const std::vector<std::string>& values) {
    std::vector<json::object> more;
    for (const auto& body : made)
      for (const auto& value : values) (more.emplace_back(body))[field] = value;
    made = std::move(more);
  };
  for (const auto& field : fields) {
    if (field.name == "patient" || field.name == "keep" || field.name == "merge") each(field.name.c_str(), patients);
    else if (field.name == "token" && field.required) each("token", tokens);
    else if (field.name == "secret" && name.starts_with("queue.")) each("secret", secrets_of_tickets);
    else if (name == "queue.waiting" && field.name == "service") each("service", {"registration"});
    else if (field.name == "reference" && name == "records.summary") each("reference", references);
    else if (field.name == "format") each("format", {"json", "csv", "fhir"});
    else if (name == "vitals.history" && field.name == "until") each("until", {"2026-11-30T00:00:00Z"});  // no longer than a month
    else if (field.name == "name" && name == "records.search") each("name", names);
    else if (field.required)
      for (auto& body : made) body[field.name] = value_for(field);
  }
  return made;
}

}  // namespace

TEST_CASE("no query, page, stream, number or name of a file shows a canary to whoever may not see it") {
  Scan scan;
  std::map<std::string, std::unique_ptr<Ears>> streams;
  for (const auto& reader : scan.readers)
    if (auto opened = scan.get("/api/v1/events?after=0", reader.secret); opened.events) streams[reader.actor.role] = std::make_unique<Ears>(opened.events);
  CHECK(streams.size() == 6);

  const auto& registry = scan.house.host->registry();
  std::set<std::string> answered;
  for (const auto& [name, query] : registry.queries())
    for (const auto& body : scan.bodies(name, query.shape.request))
      for (const auto& reader : scan.readers) {
        const auto reply = scan.get("/api/v1/" + name + "?json=" + in_address(json::serialize(body)), reader.secret);
        if (reply.response.status == 200) answered.insert(name);
        scan.check(reader.actor, name, text_of(reply));
      }
  // Whoever has the right was shown them: the scan looks at what is there, not at empty pages.
  for (const auto& what : {"doctor CanaryOwnFamily", "doctor CanaryOwnAllergy", "nurse CanaryWardNote", "clerk CanaryFarStreet", "privacy_officer CanaryShutKin",
                           "clerk CanaryFirstToldname", "doctor CanarySecondToldsymptoms", "administrator CanarynurseFullname", "nurse CanarynurseFullname"})
    CHECK_MESSAGE(scan.seen.contains(what), what);
  const std::set<std::string> of_machines{"queue.hand_in_picture", "queue.report_screen", "queue.kiosk_word", "queue.screen_picture", "identity.device_code", "identity.totp_secret", "records.import_state"};
  for (const auto& [name, query] : registry.queries())
    CHECK_MESSAGE((answered.contains(name) || of_machines.contains(name)), name, " was answered to nobody: give the scan a value for what it asks");

  for (const auto& path : registry.pages()->paths())
    for (const auto& reader : scan.readers) scan.check(reader.actor, path, text_of(scan.get(path.ends_with('*') ? path.substr(0, path.size() - 1) + "CanaryOwnFamily" : path, reader.secret)));
  scan.house.run_for(1s);
  for (const auto& [role, ears] : streams) {
    const auto reader = std::find_if(scan.readers.begin(), scan.readers.end(), [&, role = role](const Reader& one) { return one.actor.role == role; });
    scan.check_absent("the event stream", ears->heard);  // events hold ids and words only, whoever hears them
    CHECK_MESSAGE(ears->heard.find("event: queue.token_issued") != std::string::npos, reader->actor.role);
  }
  prometheus::Registry numbers;
  core::Metrics metrics(*scan.house.host, numbers, scan.house.loop);
  scan.house.run_for(10s);
  scan.check_absent("/metrics", http::exposition(numbers));
  for (const auto& file : std::filesystem::recursive_directory_iterator(scan.house.folder.path())) scan.check_absent("the name of a file", file.path().string());
  CHECK(scan.texts > 700);
}

TEST_CASE("no topic, payload, journal entry, log line or file holds a canary, whatever is asked by whom") {
  Scan scan;
  const std::set<std::string> last{"records.erase", "queue.close_day", "identity.end_sessions", "identity.sign_out_everywhere", "identity.suspend_person"};
  std::vector<std::string> names;
  for (const auto& [name, command] : scan.house.host->registry().commands())
    if (!last.contains(name)) names.push_back(name);
  for (const auto& name : last) names.push_back(name);
  for (const auto& name : names) {
    const auto bodies = scan.bodies(name, scan.house.host->registry().command(name)->shape.request);
    for (const auto& reader : scan.readers) {
      auto body = bodies.front();
      const auto reply = scan.post("/api/v1/" + name, json::serialize(body), reader.secret);
      scan.check(reader.actor, name, text_of(reply));
      body["remark"] = scan.names.front();  // in a field that nobody asks for
      (void)scan.post("/api/v1/" + name, json::serialize(body), reader.secret);
      (void)scan.post("/api/v1/" + name, "{\"" + scan.names.front() + "\": [", reader.secret);
      (void)scan.get("/api/v1/" + name + "." + scan.names.front(), reader.secret);
    }
  }
  for (const char* client : {"kiosk-1", "screen-1", "ward-1", "anything"}) {
    auto bus = scan.house.broker.attach(client);
    scan.house.run_for(1s);
    for (const auto& [name, query] : scan.house.host->registry().queries())
      for (const auto& body : scan.bodies(name, query.shape.request))
        bus->publish({wire::request_topic(client, wire::Verb::ask, name), json::serialize(json::object{{"id", "q"}, {"body", body}}), false, {}, {}});
    scan.house.run_for(2s);
  }
  CHECK(scan.on_the_line.size() > 300);
  // What screens draw, what tickets are printed from, and what devices are told are all among them.
  for (const char* source : {"vestibule/v1/state/board/", "vestibule/v1/state/help/", "vestibule/v1/rep/kiosk-1"})
    CHECK_MESSAGE(std::any_of(scan.on_the_line.begin(), scan.on_the_line.end(), [&](const auto& message) { return message.topic.starts_with(source); }), source);
  for (const auto& message : scan.on_the_line) {
    scan.check_absent("a topic", message.topic);
    const bool by_kiosk = message.topic.starts_with("vestibule/v1/req/");  // what a client itself says, to the host alone
    if (!by_kiosk) scan.check_absent(message.topic, message.payload);
  }
  for (const auto& entry : scan.house.entries()) {
    scan.check_absent("the journal's " + entry.command, entry.request + entry.reply + entry.events + entry.object);
  }
  for (const auto& line : scan.house.log.lines) scan.check_absent("the log", line);
  scan.house.run_for(1s);
  scan.house.close();
  std::string bytes;
  for (const auto& file : std::filesystem::directory_iterator(scan.house.folder.path()))
    if (file.is_regular_file()) bytes += *core::read_file(file.path().string());
  for (const auto& canary : scan.canaries)
    if (canary.piece == Piece::who || canary.piece == Piece::clinical || canary.piece == Piece::secret)
      CHECK_MESSAGE(bytes.find(canary.text) == bytes.npos, "the files hold ", canary.text);
}

namespace {

/// What stands in letters on the pages of a PDF.
std::string letters_of(const std::string& pdf, const std::filesystem::path& folder) {
  const auto page = folder / "report.pdf", text = folder / "report.txt";
  std::ofstream(page, std::ios::binary) << pdf;
  const std::string command = fmt::format("pdftotext -enc UTF-8 '{}' '{}'", page.string(), text.string());
  REQUIRE_MESSAGE(std::system(command.c_str()) == 0, "pdftotext (poppler-utils) is missing or cannot read the report");
  return *core::read_file(text.string());
}

std::string from_base64(const std::string& text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  REQUIRE(sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), "\n", &length, nullptr, sodium_base64_VARIANT_ORIGINAL) == 0);
  bytes.resize(length);
  return bytes;
}

}  // namespace

TEST_CASE("no report on paper shows a canary, in whatever language, and only those get one who may") {
  Scan scan;
  for (const auto& token : scan.tokens) (void)scan.do_(scan.the_operator, "queue.cancel", {{"token", token}, {"reason", scan.names.front()}});
  int pages = 0;
  for (const auto& reader : scan.readers)
    for (const char* language : {"en", "es", "fr", "de", "ar", "he", "hi", "zh"}) {
      const auto reply = scan.get("/api/v1/queue.report?json=" + in_address(json::serialize(json::object{{"language", language}})), reader.secret);
      const bool may = has_right(reader.actor, "queue.days", nullptr);
      CHECK_MESSAGE((reply.response.status == 200) == may, reader.actor.role, " ", language, " ", reply.response.status);
      if (reply.response.status != 200) continue;
      const auto file = parse_json(reply.response.body);
      REQUIRE(file);
      const auto letters = letters_of(from_base64(std::string(file->at("base64").as_string())), scan.house.folder.path());
      CHECK_MESSAGE(letters.find("2026") != std::string::npos, letters.substr(0, 400));  // they were read
      if (language == std::string_view("en")) CHECK_MESSAGE(letters.find("waited") != std::string::npos, letters.substr(0, 400));
      scan.check_absent(fmt::format("the report in {}", language), letters);
      ++pages;
    }
  CHECK(pages >= 16);
}
