// Generated from the policy: each name x each role x each relation. What is expected stands in matrix.txt, for people to read and to
// review; VESTIBULE_UPDATE_GOLDEN=1 writes it anew.
#include <filesystem>
#include <fstream>
#include <set>

#include "core/http/routes.hpp"
#include "decision.hpp"
#include "host_queries.hpp"
#include "kit.hpp"
#include "policy_file.hpp"

using namespace vestibule;
using namespace vestibule::identity_kit;
namespace fs = std::filesystem;

namespace {

const PolicyTable& policy() {
  static const PolicyTable table = *read_policy(shipped_policy(), "policy.toml");
  return table;
}

constexpr std::string_view letters = "nodfr";  // none, own, department, other ("far"), restricted
constexpr Relation relations[] = {Relation::none, Relation::own, Relation::department, Relation::other, Relation::restricted};

/// "n-d--" and so on: the relations in which the policy lets the role.
std::string cell(std::string_view name, std::string_view permission, std::string_view role) {
  const Actor actor{"x", std::string(role), "x"};
  std::string text;
  for (std::size_t i = 0; i < letters.size(); ++i) text += decide(policy(), role, {actor, name, permission}, relations[i]) ? letters[i] : '-';
  return text;
}

std::string line_of(const std::string& name, const std::string& permission) {
  std::string line = fmt::format("{:32}", name);
  for (const auto role : all_roles()) line += " " + cell(name, permission, role);
  return line + "\n";
}

/// All that can be asked, done, heard or fetched with every plugin of this build. Pages go by the one right they all need: their names
/// change with what is in them.
std::vector<core::RightReport> all_names(const core::Registry& registry) {
  auto names = core::rights_of(registry).rights;
  std::erase_if(names, [](const auto& one) { return one.kind == core::Asked::page && one.permission == core::http::page_right; });
  for (auto& one : names)
    if (one.kind == core::Asked::route && one.permission == core::listening) one.name = core::listening;  // the gate is asked for it by that name
  names.push_back({core::Asked::page, "every page", std::string(core::http::page_right), false});
  return names;
}

/// What the table says nothing about, each in a sentence that says what to do.
std::vector<std::string> without_row(const PolicyTable& table, const core::Registry& registry) {
  std::vector<std::string> missing;
  for (const auto& one : all_names(registry)) {
    if (table.row_of(one.name, one.permission)) continue;
    const auto row = one.kind == core::Asked::event ? one.name.substr(0, one.name.find('.')) + ".events" : one.permission;
    missing.push_back(fmt::format("{} {} has no row in policy.toml: say who may, in a line \"{}\"", boost::describe::enum_to_string(one.kind, ""), one.name, row));
  }
  return missing;
}

/// One whole house: every plugin there is, with the smallest hospital.
kit::TestHostOptions whole_house() {
  kit::TestHostOptions options;
  options.rules = {};
  options.settings = "[queue]\nhospital = \"hospital.toml\"\n";
  std::ifstream file(DEMO_HOSPITAL);
  options.files["hospital.toml"] = {std::istreambuf_iterator<char>(file), {}};
  return options;
}

}  // namespace

TEST_CASE("every command, query, event, page and route of every plugin has a row in the policy") {
  kit::TestHost host(whole_house());
  for (const auto& guest : host.host->guests().all()) CHECK_MESSAGE(guest.state == core::GuestState::enabled, guest.reason);
  for (const auto& sentence : without_row(policy(), host.host->registry())) FAIL_CHECK(sentence);
}

TEST_CASE("a command, query, stream, page or route whose row is left out is named") {
  kit::TestHost host(whole_house());
  const auto missing_without = [&](const std::string& row) {
    std::string text(shipped_policy());
    const auto at = text.find("\n\"" + row + "\"");
    REQUIRE_MESSAGE(at != text.npos, row);
    text.erase(at, text.find('\n', at + 1) - at);
    const auto table = read_policy(text, "policy.toml");
    REQUIRE(table);
    return without_row(*table, host.host->registry());
  };
  const auto says = [&](const std::string& row, const std::string& sentence) {
    const auto missing = missing_without(row);
    CHECK_MESSAGE(std::count(missing.begin(), missing.end(), sentence) == 1, (sentence + fmt::format(" among {}", missing.size())));
  };
  says("records.merge", "command records.unmerge has no row in policy.toml: say who may, in a line \"records.merge\"");
  says("records.who_saw", "query records.who_saw has no row in policy.toml: say who may, in a line \"records.who_saw\"");
  says("records.events", "event records.patients_merged has no row in policy.toml: say who may, in a line \"records.events\"");
  says("host.pages", "page every page has no row in policy.toml: say who may, in a line \"host.pages\"");
  says("host.listen", "route host.listen has no row in policy.toml: say who may, in a line \"host.listen\"");
  says("host.metrics", "route GET /metrics has no row in policy.toml: say who may, in a line \"host.metrics\"");
}

TEST_CASE("the matrix is the one that was reviewed") {
  kit::TestHost host(whole_house());
  std::string text = fmt::format("{:32}", "n none, o own, d department, f other, r restricted:");
  text = "# " + text + "\n" + fmt::format("{:32}", "#");
  for (const auto role : all_roles()) text += fmt::format(" {:5.5}", role);
  text += "\n";
  for (const auto& name : all_names(host.host->registry()))
    text += line_of(name.name, name.permission);
  if (std::getenv("VESTIBULE_UPDATE_GOLDEN")) std::ofstream(MATRIX) << text;
  std::ifstream file(MATRIX);
  CHECK(text == std::string(std::istreambuf_iterator<char>(file), {}));
}

TEST_CASE("the host refuses every command and query to whoever the policy denies it, and to nobody else") {
  kit::TestHost host(whole_house());
  int asked = 0;
  for (const auto& name : all_names(host.host->registry())) {
    const bool command = name.kind == core::Asked::command;
    if (!command && name.kind != core::Asked::query) continue;
    for (const auto role : all_roles()) {
      if (role == "system") continue;
      Role of_person{};
      if (boost::describe::enum_from_string(std::string(role).c_str(), of_person) || role == "newcomer") continue;  // they need an account: below
      Result<json::value> result = fail(Code::internal, "no answer came");
      const auto keep = [&](Result<json::value> answer) { result = std::move(answer); };
      const Actor actor{"x", std::string(role), "x"};
      const json::object body{{"nothing", "of use"}};
      if (command) host.host->submit({actor, name.name, fmt::format("m-{}", ++asked), body, keep});
      else host.host->ask(actor, name.name, body, keep);
      host.loop.run_posted();
      const bool denied = !result && result.error().code == Code::denied;
      const bool expected = cell(name.name, name.permission, role)[0] == '-';
      // Whom nonsense is about cannot be found: that is said before the policy is asked, and nothing is given either.
      const bool withheld = name.about_somebody ? !result : denied;
      CHECK_MESSAGE((expected ? withheld : !denied), (name.name + " as " + std::string(role)));
    }
  }
  CHECK(asked > 100);
}

TEST_CASE("through the gate each permission is each role's in exactly the relations the policy says") {
  kit::TemporaryFolder folder;
  fs::copy(std::string(VESTIBULE_TEST_PLUGINS) + "/identity.so", folder.path() / "identity.so");
  fs::copy(PROBE_PLUGIN, folder.path() / "probe.so");
  std::set<std::string> rows;
  for (const auto role : all_roles())
    for (const auto& row : policy().rows_of(role))
      if (row != "host.listen") rows.insert(row);  // streams are asked for by the name of the event
  std::string list;
  for (const auto& row : rows) list += (list.empty() ? "\"" : ", \"") + row + "\"";
  IdentityHost house("[probe]\npermissions = [" + list + "]\n", folder.path().string());
  house.set_up();
  int checked = 0;
  for (const auto role : all_roles()) {
    if (role == "system" || role == "newcomer") continue;
    Actor actor{"x", std::string(role), "x"};
    Role of_person{};
    if (boost::describe::enum_from_string(std::string(role).c_str(), of_person)) actor = {house.add("p-" + std::string(role.substr(0, 7)), of_person, {"cardiology"}), std::string(role), "x"};
    const bool person = actor.id != "x";
    for (const auto& row : rows) {
      const std::string name = "probe." + row.substr(0, row.find('.')) + "_" + row.substr(row.find('.') + 1);
      const json::array nobody, mine{json::value_from(actor.id)}, heart{"cardiology"};
      const json::object subjects[] = {{{"id", ""}, {"restricted", false}},
                                       {{"id", "person 1"}, {"carers", mine}, {"restricted", true}},
                                       {{"id", "person 1"}, {"departments", heart}, {"restricted", false}},
                                       {{"id", "person 1"}, {"departments", nobody}, {"restricted", false}},
                                       {{"id", "person 1"}, {"departments", heart}, {"restricted", true}}};
      const std::string expected = cell("", row, role);
      for (std::size_t i = 0; i < 5; ++i) {
        const bool far = !person && i == 2;  // what has no department has none in common
        const auto result = house.ask(actor, name, subjects[i]);
        CHECK_MESSAGE((outcome(result) == (expected[far ? 3 : i] == '-' ? "denied" : "ok")), (row + " as " + std::string(role) + " about " + letters[i]));
        ++checked;
      }
    }
  }
  CHECK(checked > 1000);
}
