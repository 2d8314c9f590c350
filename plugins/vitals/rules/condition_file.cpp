// conditions.toml -> Conditions. Every wrong key is found, with its line.

#include <toml++/toml.h>

#include <algorithm>
#include <set>

#include "condition.hpp"

namespace vestibule::vitals {
namespace {

class Reader {
 public:
  Reader(const toml::table& table, std::string what) : table_(table), what_(std::move(what)) {}

  template <class T>
  std::optional<T> maybe(std::string_view key) {
    asked_.insert(std::string(key));
    const toml::node* node = table_.get(key);
    if (!node) return std::nullopt;
    const auto value = node->value<T>();
    if (!value) fault(key, "has a value of another type than expected");
    return value;
  }
  template <class E>
  std::optional<E> word(std::string_view key) {
    const auto text = maybe<std::string>(key);
    if (!text) return std::nullopt;
    E value{};
    if (!boost::describe::enum_from_string(text->c_str(), value)) fault(key, fmt::format("'{}' is none of {}", *text, Codec<E>::type()));
    return value;
  }
  const toml::array* list(std::string_view key) {
    asked_.insert(std::string(key));
    const toml::node* node = table_.get(key);
    if (node && !node->is_array()) fault(key, "is no list");
    return node ? node->as_array() : nullptr;
  }
  std::optional<Duration> seconds(std::string_view key) {
    const auto value = maybe<double>(key);
    if (value && !(*value >= 0 && *value <= 3600)) fault(key, "must be from 0 to 3600 seconds");
    if (!value || !fault_.empty()) return std::nullopt;
    return Duration{static_cast<Duration::rep>(*value * 1000)};
  }
  void fault(std::string_view key, std::string_view text) {
    if (fault_.empty()) fault_ = fmt::format("line {}: {}: {} {}", table_.source().begin.line, what_, key, text);
  }
  const std::string& finish() {
    for (const auto& [key, node] : table_)
      if (!asked_.contains(std::string(key.str()))) fault(key.str(), "is no key of it");
    return fault_;
  }

 private:
  const toml::table& table_;
  std::string what_;
  std::string fault_;
  std::set<std::string> asked_;
};

void read_levels(Reader& reader, Condition& condition) {
  const toml::array* levels = reader.list("levels");
  if (!levels || levels->empty() || levels->size() > 3) return reader.fault("levels", "needs one to three levels");
  for (const toml::node& node : *levels) {
    if (!node.is_table()) return reader.fault("levels", "holds something that is no table");
    Reader level(*node.as_table(), condition.id);
    Level made;
    const auto limit = level.maybe<double>("limit");
    const bool compares = condition.source <= Source::red;
    if (limit.has_value() != compares) level.fault("limit", compares ? "is missing" : "makes no sense here");
    made.limit = limit.value_or(0);
    made.priority = level.word<Priority>("priority").value_or(Priority::low);
    made.delay = level.seconds("delay").value_or(Duration{});
    made.off_delay = level.seconds("off_delay").value_or(Duration{});
    if (const auto& fault = level.finish(); !fault.empty()) return reader.fault("levels", fault);
    condition.levels.push_back(made);
  }
}

/// From words to what is compared with what.
void read_source(Reader& reader, Condition& condition) {
  const auto of = reader.word<Source>("of");
  if (const auto measure = reader.word<Measure>("measure")) condition.measures.push_back(*measure);
  if (const toml::array* measures = reader.list("measures"))
    for (const toml::node& node : *measures) {
      Measure measure{};
      if (!boost::describe::enum_from_string(node.value_or(""), measure)) reader.fault("measures", "holds what is no measure");
      condition.measures.push_back(measure);
    }
  if (const toml::array* codes = reader.list("codes"))
    for (const toml::node& node : *codes) condition.codes.emplace_back(node.value_or(""));
  if (const toml::array* others = reader.list("instead_of"))
    for (const toml::node& node : *others) condition.instead_of.emplace_back(node.value_or(""));
  const bool is_above = reader.maybe<bool>("above").value_or(false), is_below = reader.maybe<bool>("below").value_or(false),
             is_at_least = reader.maybe<bool>("at_least").value_or(false);
  condition.source = of.value_or(condition.measures.empty() ? Source::device : Source::measure);
  condition.compared = is_above ? Compared::above : is_below ? Compared::below : Compared::at_least;
  if ((is_above + is_below + is_at_least == 1) != (condition.source <= Source::red)) reader.fault("above", "below or at_least must stand beside what is compared, and nowhere else");
  if (condition.source == Source::device && condition.codes.empty() && !of) reader.fault("measure", "'of' or codes are needed");
}

Result<Condition> read_condition(const toml::table& table, std::string_view file) {
  Condition condition;
  condition.id = table["id"].value_or(std::string("a condition"));
  Reader reader(table, condition.id);
  if (!reader.maybe<std::string>("id")) reader.fault("id", "is missing");
  read_source(reader, condition);
  condition.hysteresis = reader.maybe<double>("hysteresis").value_or(0);
  if (condition.hysteresis < 0) reader.fault("hysteresis", "is less than 0");
  condition.fixed = reader.maybe<bool>("fixed").value_or(false);
  condition.against = reader.word<Measure>("against");
  condition.differs = reader.maybe<double>("differs").value_or(0);
  condition.held_by_cuff = reader.maybe<bool>("held_by_cuff").value_or(false);
  condition.absent_after = reader.seconds("absent_after");
  if (const toml::array* range = reader.list("range")) {
    if (range->size() != 2) reader.fault("range", "needs the least and the most");
    else condition.least = range->get(0)->value_or(0.0), condition.most = range->get(1)->value_or(0.0);
  }
  read_levels(reader, condition);
  if (const auto& fault = reader.finish(); !fault.empty()) return fail(Code::invalid, "{}: {}", file, fault);
  return condition;
}

bool rises(const std::vector<Level>& levels) {
  return std::adjacent_find(levels.begin(), levels.end(), [](const Level& one, const Level& next) { return next.priority <= one.priority; }) == levels.end();
}

}  // namespace

Result<Conditions> read_conditions(std::string_view text, std::string_view file) {
  toml::table top;
  try {
    top = toml::parse(text, file);
  } catch (const toml::parse_error& wrong) {
    return fail(Code::invalid, "{}: line {}: {}", file, wrong.source().begin.line, wrong.description());
  }
  Conditions conditions;
  conditions.version = top["version"].value_or(std::string());
  const toml::array* list = top["condition"].as_array();
  if (conditions.version.empty() || !list || top.size() != 2) return fail(Code::invalid, "{}: a version and a list of [[condition]] are needed, and nothing else", file);
  for (const toml::node& node : *list) {
    if (!node.is_table()) return fail(Code::invalid, "{}: 'condition' holds something that is no table", file);
    VESTIBULE_TRY(Condition condition, read_condition(*node.as_table(), file));
    if (conditions.find(condition.id)) return fail(Code::invalid, "{}: there are two conditions '{}'", file, condition.id);
    if (!rises(condition.levels)) return fail(Code::invalid, "{}: {}: the levels must rise in priority", file, condition.id);
    for (const Level& level : condition.levels)
      if (condition.source <= Source::red && !(level.limit >= condition.least && level.limit <= condition.most))
        return fail(Code::invalid, "{}: {}: the limit {} is outside the range {} to {}", file, condition.id, level.limit, condition.least, condition.most);
    conditions.all.push_back(std::move(condition));
  }
  for (const Condition& condition : conditions.all)
    for (const std::string& other : condition.instead_of)
      if (!conditions.find(other)) return fail(Code::invalid, "{}: {}: instead_of names '{}', which is no condition", file, condition.id, other);
  return conditions;
}

}  // namespace vestibule::vitals
