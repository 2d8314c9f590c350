#include <fstream>
#include <iterator>

#include "sample.hpp"

using namespace vestibule;
using namespace vestibule::queue;

namespace {

/// The sample file with one text in it replaced.
std::string with(const std::string& old, const std::string& fresh) {
  std::string text = sample::hospital_text;
  const auto at = text.find(old);
  REQUIRE(at != text.npos);
  return text.replace(at, old.size(), fresh);
}

std::string fault_of(const std::string& text) {
  const auto read = read_hospital(text, "h.toml");
  REQUIRE_FALSE(read);
  CHECK(read.error().code == Code::invalid);
  return read.error().message;
}

bool says(const std::string& message, const std::string& part) { return message.find(part) != message.npos; }

}  // namespace

TEST_CASE("how a visit may end stands in the hospital file, and nothing else is taken then") {
  const auto read = read_hospital(std::string(sample::hospital_text) + "[[outcome]]\nid = \"referred\"\nname = { en = \"Referred\" }\n", "sample.toml");
  REQUIRE(read);
  CHECK((*read)->outcome("referred")->name.at("en") == "Referred");
  CHECK_FALSE((*read)->outcome("cured"));
}

TEST_CASE("the demo hospital can be read and is whole") {
  std::ifstream file(DEMO_HOSPITAL);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto hospital = read_hospital(text, "demo-hospital.toml");
  REQUIRE_MESSAGE(hospital, (hospital ? "" : hospital.error().message));
  CHECK((*hospital)->languages == std::vector<std::string>{"en", "es", "fr", "de", "ar", "he", "hi", "zh"});
  CHECK((*hospital)->services.size() >= 6);
  CHECK((*hospital)->areas.size() == 2);
  CHECK((*hospital)->pathways.front().stages.size() == 3);
  for (const auto& service : (*hospital)->services) {
    CHECK(service.name.at("ar") != service.name.at("en"));
    CHECK(std::any_of((*hospital)->desks.begin(), (*hospital)->desks.end(), [&](const Desk& desk) { return desk.gives(service); }));
  }
}

TEST_CASE("what a file says is what the hospital is") {
  const auto hospital = sample::hospital();
  const Service& credit = *hospital->service(ServiceId{"credit"});
  CHECK(credit.letter == "C");
  CHECK(credit.area->id == AreaId{"hall"});
  CHECK(credit.scale->ordinary->id == "green");
  CHECK(credit.priority("yellow")->rate == 2500);
  CHECK(credit.priority("yellow")->target == std::chrono::minutes{60});
  CHECK(credit.discipline->bound() == std::chrono::minutes{90});
  CHECK(credit.appointments.early == std::chrono::minutes{30});
  CHECK_FALSE(hospital->service(ServiceId{"first"})->discipline->bound());
  CHECK(hospital->desk(DeskId{"two"})->gives(credit));
  CHECK_FALSE(hospital->desk(DeskId{"two"})->gives(*hospital->service(ServiceId{"strict"})));
}

TEST_CASE("a wrong file is refused with its line and the reason") {
  CHECK(fault_of("languages = [\"en\"\n") .starts_with("h.toml:"));
  CHECK(fault_of(with("letter = \"S\"", "letter = \"S\"\ncolour = \"blue\"")) == "h.toml:26: service 'strict': unknown key 'colour'");
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"s\"")), "h.toml:25: service 'strict': letter must be one or two of A-Z"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"F\"")), "letter is service 'first's too"));
  CHECK(says(fault_of(with("area = \"hall\"\nscale", "area = \"attic\"\nscale")), "area names 'attic', which the file does not have"));
  CHECK(says(fault_of(with("services = [\"credit\"]", "services = [\"credits\"]")), "services names 'credits'"));
  CHECK(says(fault_of(with("services = [\"credit\"]", "services = \"credit\"")), "services must be a list"));
  CHECK(says(fault_of(with("time_zone = \"UTC\"", "time_zone = \"Mars/Olympus\"")), "'Mars/Olympus' is no zone"));
  CHECK(says(fault_of(with("rate = 2.5", "rate = 0")), "rate must be from 0.001 to 100"));
  CHECK(says(fault_of(with("kind = \"strict\"", "kind = \"random\"")), "kind must be one of first_come | strict | accumulating"));
  CHECK(says(fault_of(with("longest_wait = 90", "longest_wait = -1")), "longest_wait must be a whole number from 1 to 1440"));
  CHECK(says(fault_of(with("id = \"strict\"", "id = \"first\"")), "id is taken already"));
  CHECK(says(fault_of(with("id = \"strict\"", "id = \"Strict One\"")), "id must be 1 to 64 of a-z"));
  CHECK(says(fault_of(with("name = { en = \"Strict\" }", "name = { fr = \"Strict\" }")), "en is missing"));
  CHECK(says(fault_of(with("name = { en = \"Strict\" }", "name = { en = \"Strict\", fr = \"Strict\" }")), "unknown key 'fr'"));
  CHECK(says(fault_of(with("name = { en = \"Strict\" }", "name = { en = \"" + std::string(10'000, 'x') + "\" }")), "a text of 1 to 400 bytes"));
  CHECK(says(fault_of(with("ordinary = \"green\"", "")), "ordinary is missing"));
  CHECK(says(fault_of("languages = [\"en\"]\n"), "service is missing"));
  CHECK(says(fault_of(""), "languages is missing"));
}

TEST_CASE("opening hours and pathways are checked too") {
  const std::string opening = "letter = \"S\"\nopening = [{ days = [\"mon\", \"fun\"], from = \"17:00\", until = \"9:00\" }]";
  const std::string message = fault_of(with("letter = \"S\"", opening));
  CHECK(says(message, "days holds 'fun'"));
  CHECK(says(message, "until must be a time such as \"16:00\""));
  const std::string pathway = std::string(sample::hospital_text) + "[[pathway]]\nid = \"p\"\nname = { en = \"P\" }\nstages = ";
  CHECK(says(fault_of(pathway + "[\"first\"]"), "stages must hold 2 to 32 stages"));
  CHECK(says(fault_of(pathway + "[\"first\", 3]"), "a stage must be a service or a list of services"));
  CHECK(says(fault_of(pathway + "[\"first\", \"last\"]"), "stages names 'last'"));
  const auto good = read_hospital(pathway + "[\"first\", [\"strict\", \"credit\"], \"first\"]", "h.toml");
  REQUIRE(good);
  CHECK((*good)->pathways.front().stages[1].size() == 2);
}

TEST_CASE("all faults of a file are told at once, at most ten") {
  std::string text = sample::hospital_text;
  for (int i = 0; i < 14; ++i) text += fmt::format("[[desk]]\nid = \"desk-{}\"\nname = {{ en = \"D\" }}\narea = \"nowhere\"\nservices = [\"first\"]\n", i);
  const std::string message = fault_of(text);
  CHECK(std::count(message.begin(), message.end(), '\n') == 10);
  CHECK(says(message, "and 4 more"));
}

TEST_CASE("a fault stays on its line, whatever the file calls its things") {
  const std::string message = fault_of(with("id = \"strict\"", "id = \"two\\nlines\""));
  CHECK(says(message, "service 'two lines': id must be"));
  CHECK(message.find("\nlines") == std::string::npos);
}

TEST_CASE("groups, special days, questions and kiosks are checked too") {
  const std::string text = sample::hospital_text;
  const auto group = [](const std::string& id, const std::string& rest) { return "[[group]]\nid = \"" + id + "\"\nname = { en = \"G\" }\n" + rest; };
  CHECK(says(fault_of(text + group("a", "parent = \"a\"\n")), "parent is the group itself"));
  CHECK(says(fault_of(text + group("a", "parent = \"b\"\n") + group("b", "")), "parent names 'b'"));
  CHECK(says(fault_of(text + group("a", "") + group("b", "parent = \"a\"\n") + group("c", "parent = \"b\"\n") + group("d", "parent = \"c\"\n")), "deeper than 3 groups"));
  CHECK(says(fault_of(text + "[[special_day]]\ndate = \"2026-02-30\"\n"), "date must be a text such as \"2026-12-25\""));
  CHECK(says(fault_of(text + "[[special_day]]\ndate = \"2026-12-25\"\nservices = [\"none\"]\n"), "services names 'none'"));
  CHECK(says(fault_of(text + "[[special_day]]\ndate = \"2026-12-25\"\nopen = [{ from = \"12:00\", until = \"11:00\" }]\n"), "until must be later than from"));
  CHECK(says(fault_of(text + "[[kiosk]]\nid = \"k\"\nname = { en = \"K\" }\narea = \"roof\"\n"), "area names 'roof'"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"S\"\nasks = [\"name\", \"shoe_size\"]")), "asks holds 'shoe_size'"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"S\"\nasks = [\"name\", \"name\"]")), "asks asks something twice"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"S\"\nlong_queue = { people = 0 }")), "people must be a whole number"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"S\"\ngroup = \"none\"")), "group names 'none'"));
  CHECK(says(fault_of(with("letter = \"S\"", "letter = \"S\"\ninfo = { fr = \"Lisez\" }")), "en is missing"));
}
