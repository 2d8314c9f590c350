// Reads and checks the hospital file. Everything wrong is reported with its line.

#include <map>

#include <date/tz.h>

#include "hospital.hpp"
#include "hours_file.hpp"

namespace vestibule::queue {
namespace {

Duration minutes(std::int64_t count) { return std::chrono::minutes{count}; }

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

class HospitalFile {
 public:
  HospitalFile(Hospital& hospital, Faults& faults) : hospital_(hospital), faults_(faults) {}

  void read(const toml::table& root) {
    TableReader file(root, "the file", faults_);
    languages(file);
    time_zone(file);
    hospital_.name = texts(file, "site");
    hospital_.urgent_place = texts(file, "urgent_place");
    each(file, "area", hospital_.areas, &HospitalFile::area);
    each(file, "scale", hospital_.scales, &HospitalFile::scale);
    each(file, "group", hospital_.groups, &HospitalFile::group);
    each(file, "service", hospital_.services, &HospitalFile::service);
    each(file, "desk", hospital_.desks, &HospitalFile::desk);
    each(file, "pathway", hospital_.pathways, &HospitalFile::pathway);
    each(file, "kiosk", hospital_.kiosks, &HospitalFile::kiosk);
    each(file, "outcome", hospital_.outcomes, &HospitalFile::outcome);
    for (const toml::table* table : file.tables("special_day")) special_day(*table);
    for (const auto* needed : {"area", "scale", "service", "desk"})
      if (file.tables(needed).empty()) file.fault(needed, "is missing: there must be at least one [[...]] of it");
    file.finish();
  }

 private:
  void languages(TableReader& file) {
    hospital_.languages = file.texts("languages");
    if (hospital_.languages.empty()) file.fault("languages", "must name at least one language, the site's own first");
    for (const auto& language : hospital_.languages)
      if (language.size() > 35) file.fault("languages", "must be BCP 47 codes such as \"en\"");
  }

  void time_zone(TableReader& file) {
    hospital_.time_zone = file.text("time_zone");
    if (hospital_.time_zone.empty()) return;
    try {
      date::locate_zone(hospital_.time_zone);
    } catch (const std::runtime_error&) {
      file.fault("time_zone", fmt::format("'{}' is no zone of the time zone database; write one such as \"Asia/Amman\"", hospital_.time_zone));
    }
  }

  /// A text in each language of the site.
  Texts texts(TableReader& reader, std::string_view key) {
    Texts found;
    const toml::table* table = reader.table(key);
    if (!table) return found;
    TableReader languages(*table, std::string(key), faults_);
    for (const auto& language : hospital_.languages) found[language] = languages.text(language);
    languages.finish();
    return found;
  }

  /// Reads each [[key]] table: its id first, which must be new, then the rest by `read_one`.
  template <class Thing>
  void each(TableReader& file, std::string_view key, std::deque<Thing>& things, void (HospitalFile::*read_one)(TableReader&, Thing&)) {
    std::set<std::string> known;
    for (const toml::table* table : file.tables(key)) {
      TableReader reader(*table, std::string(key), faults_);
      const std::string id = reader.text("id");
      reader.rename(fmt::format("{} '{}'", key, id));
      if (!is_name(id)) reader.fault("id", "must be 1 to 64 of a-z, 0-9, '_' and '-'");
      if (!known.insert(id).second) reader.fault("id", "is taken already");
      Thing& thing = things.emplace_back();
      thing.id = decltype(thing.id){id};
      if constexpr (requires { thing.index; }) thing.index = things.size() - 1;
      (this->*read_one)(reader, thing);
      reader.finish();
    }
  }

  /// Finds what `name` names, or says that there is none.
  template <class Thing>
  const Thing* named(const TableReader& reader, std::string_view key, const std::string& name, const std::deque<Thing>& things) {
    for (const auto& thing : things)
      if (thing.id == decltype(thing.id){name}) return &thing;
    reader.fault(key, fmt::format("names '{}', which the file does not have", name));
    return nullptr;
  }

  void area(TableReader& reader, Area& area) {
    area.name = texts(reader, "name");
    area.private_codes = private_codes(reader).value_or(false);
  }

  /// What is called: the number, or a code that tells nobody who came first. Nothing if the file does not say.
  std::optional<bool> private_codes(TableReader& reader) {
    const auto codes = reader.optional_text("codes");
    if (!codes) return std::nullopt;
    if (*codes != "number" && *codes != "private") reader.fault("codes", "must be \"number\" or \"private\"");
    return *codes == "private";
  }

  void scale(TableReader& reader, Scale& scale) {
    for (const toml::table* table : reader.tables("classes")) {
      TableReader entry(*table, fmt::format("class of scale '{}'", scale.id), faults_);
      Priority& priority = scale.classes.emplace_back();
      priority.id = entry.text("id");
      priority.name = texts(entry, "name");
      priority.rank = static_cast<int>(scale.classes.size()) - 1;
      if (const auto target = entry.optional_whole("target", 0, 24 * 60)) priority.target = minutes(*target);
      const double rate = entry.optional_number("rate").value_or(1.0);
      if (!(rate >= 0.001 && rate <= 100)) entry.fault("rate", "must be from 0.001 to 100");
      else priority.rate = static_cast<std::int64_t>(rate * 1000 + 0.5);
      entry.finish();
    }
    if (scale.classes.empty() || scale.classes.size() > 16) reader.fault("classes", "must hold 1 to 16 classes, the most urgent first");
    const std::string ordinary = reader.text("ordinary");
    scale.ordinary = named(reader, "ordinary", ordinary, scale.classes);
  }

  void service(TableReader& reader, Service& service) {
    service.letter = reader.text("letter");
    if (service.letter.size() > 2 || !std::all_of(service.letter.begin(), service.letter.end(), [](char c) { return c >= 'A' && c <= 'Z'; }))
      reader.fault("letter", "must be one or two of A-Z");
    for (const auto& other : hospital_.services)
      if (&other != &service && other.letter == service.letter) reader.fault("letter", fmt::format("is service '{}'s too", other.id));
    service.name = texts(reader, "name");
    service.area = named(reader, "area", reader.text("area"), hospital_.areas);
    service.scale = named(reader, "scale", reader.text("scale"), hospital_.scales);
    discipline(reader, service);
    appointments(reader, service);
    for (const toml::table* table : reader.tables("opening")) service.opening.push_back(read_opening(*table, service.id.text(), faults_));
    if (const auto limit = reader.optional_whole("daily_limit", 1, 1'000'000)) service.daily_limit = static_cast<int>(*limit);
    service.private_codes = private_codes(reader).value_or(service.area && service.area->private_codes);
    for (const toml::table* table : reader.tables("urgency")) urgency(*table, service);
    what_it_asks(reader, service);
  }

  void what_it_asks(TableReader& reader, Service& service) {
    if (const auto group = reader.optional_text("group")) service.group = named(reader, "group", *group, hospital_.groups);
    if (reader.optional_table("info")) service.info = texts(reader, "info");
    service.shows_name = reader.flag("shows_name", false);
    if (reader.optional_array("asks")) {
      for (const auto& word : reader.texts("asks")) {
        const auto ask = decode<Ask>(encode(word));
        if (!ask) reader.fault("asks", fmt::format("holds '{}'; it may hold {}", word, Codec<Ask>::type()));
        else if (std::find(service.asks.begin(), service.asks.end(), *ask) != service.asks.end()) reader.fault("asks", "asks something twice");
        else service.asks.push_back(*ask);
      }
    }
    if (const toml::table* table = reader.optional_table("long_queue")) {
      TableReader entry(*table, fmt::format("long_queue of service '{}'", service.id), faults_);
      const auto minutes = entry.optional_whole("minutes", 1, 24 * 60), people = entry.optional_whole("people", 1, 100'000);
      if (minutes) service.long_queue.minutes = static_cast<int>(*minutes);
      if (people) service.long_queue.people = static_cast<int>(*people);
      entry.finish();
    }
  }

  /// Its parent stands before it in the file: so there is no circle.
  void group(TableReader& reader, Group& group) {
    group.name = texts(reader, "name");
    const auto parent = reader.optional_text("parent");
    if (parent) group.parent = named(reader, "parent", *parent, hospital_.groups);
    if (group.parent == &group) {
      reader.fault("parent", "is the group itself");
      group.parent = nullptr;
    }
    int depth = 1;
    for (const Group* up = group.parent; up; up = up->parent) ++depth;
    if (depth > 3) reader.fault("parent", "makes the tree deeper than 3 groups");
  }

  void kiosk(TableReader& reader, KioskPlace& kiosk) {
    kiosk.name = texts(reader, "name");
    kiosk.area = named(reader, "area", reader.text("area"), hospital_.areas);
  }

  void outcome(TableReader& reader, Outcome& outcome) { outcome.name = texts(reader, "name"); }

  void special_day(const toml::table& table) {
    TableReader reader(table, "special_day", faults_);
    SpecialDay day;
    const auto date = date_from_iso(reader.text("date"));
    if (!date) reader.fault("date", "must be a text such as \"2026-12-25\"");
    day.date = date.value_or(day.date);
    if (reader.optional_array("services"))
      for (const auto& name : reader.texts("services"))
        if (const auto* service = named(reader, "services", name, hospital_.services)) day.services.push_back(service);
    for (const toml::table* span : reader.tables("open")) day.open.push_back(read_span(*span, "open of special_day", faults_));
    reader.finish();
    hospital_.special_days.push_back(std::move(day));
  }

  void discipline(TableReader& reader, Service& service) {
    DisciplineKind kind = DisciplineKind::first_come;
    std::optional<Duration> bound;
    if (const toml::table* table = reader.optional_table("discipline")) {
      TableReader entry(*table, fmt::format("discipline of service '{}'", service.id), faults_);
      const auto decoded = decode<DisciplineKind>(encode(entry.text("kind")));
      if (decoded) kind = *decoded;
      else entry.fault("kind", "must be one of " + Codec<DisciplineKind>::type());
      if (const auto waited = entry.optional_whole("longest_wait", 1, 24 * 60)) bound = minutes(*waited);
      entry.finish();
    }
    service.discipline = make_discipline(kind, bound);
  }

  void appointments(TableReader& reader, Service& service) {
    const toml::table* table = reader.optional_table("appointments");
    if (!table) return;
    TableReader entry(*table, fmt::format("appointments of service '{}'", service.id), faults_);
    service.appointments.taken = true;
    service.appointments.early = minutes(entry.optional_whole("early", 0, 24 * 60).value_or(0));
    service.appointments.late = minutes(entry.optional_whole("late", 0, 24 * 60).value_or(0));
    service.appointments.lead = minutes(entry.optional_whole("lead", 0, 24 * 60).value_or(0));
    entry.finish();
  }

  void urgency(const toml::table& table, Service& service) {
    TableReader entry(table, fmt::format("urgency of service '{}'", service.id), faults_);
    UrgencyChoice choice;
    choice.priority = entry.text("priority");
    if (service.scale && !service.priority(choice.priority))
      entry.fault("priority", fmt::format("names '{}', which scale '{}' does not have", choice.priority, service.scale->id));
    choice.text = texts(entry, "text");
    choice.urgent = entry.flag("urgent", false);
    service.urgency.push_back(std::move(choice));
    entry.finish();
  }

  void desk(TableReader& reader, Desk& desk) {
    desk.name = texts(reader, "name");
    if (reader.optional_table("way")) desk.way = texts(reader, "way");
    desk.area = named(reader, "area", reader.text("area"), hospital_.areas);
    for (const auto& name : reader.texts("services"))
      if (const auto* service = named(reader, "services", name, hospital_.services)) desk.services.push_back(service);
    if (desk.services.empty()) reader.fault("services", "must name at least one service");
  }

  void pathway(TableReader& reader, Pathway& pathway) {
    pathway.name = texts(reader, "name");
    if (const toml::array* stages = reader.optional_array("stages"))
      for (const auto& stage : *stages) pathway.stages.push_back(stage_of(reader, stage));
    if (pathway.stages.size() < 2 || pathway.stages.size() > 32) reader.fault("stages", "must hold 2 to 32 stages");
  }

  /// A stage is the name of a service or a list of names.
  std::vector<const Service*> stage_of(const TableReader& reader, const toml::node& node) {
    std::vector<const Service*> services;
    const auto add = [&](const toml::node& entry) {
      const auto* name = entry.as_string();
      const auto* service = name ? named(reader, "stages", name->get(), hospital_.services) : nullptr;
      if (!name) faults_.add(entry, "a stage must be a service or a list of services");
      if (service) services.push_back(service);
    };
    if (const auto* list = node.as_array()) {
      for (const auto& entry : *list) add(entry);
      if (list->empty() || list->size() > 8) faults_.add(node, "a stage must hold 1 to 8 services");
    } else {
      add(node);
    }
    return services;
  }

  Hospital& hospital_;
  Faults& faults_;
};

}  // namespace

Result<std::unique_ptr<const Hospital>> read_hospital(std::string_view text, const std::string& file) {
  auto hospital = std::make_unique<Hospital>();
  Faults faults(file);
  try {
    const toml::table root = toml::parse(text, file);
    HospitalFile(*hospital, faults).read(root);
  } catch (const toml::parse_error& error) {
    faults.add(error.source(), std::string(error.description()));
  }
  if (!faults.none()) return tl::unexpected(faults.error());
  return hospital;
}

}  // namespace vestibule::queue
