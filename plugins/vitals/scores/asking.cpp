#include "asking.hpp"

#include <algorithm>

#include <vestibule/commands.hpp>

namespace vestibule {
namespace {

/// The keys that devices use for the same things.
constexpr std::pair<std::string_view, std::string_view> also_known_as[] = {{"rr", "respiration"}, {"sbp", "systolic"}, {"hr", "pulse"}, {"temp", "temperature"}};

std::string_view full_name(std::string_view key) {
  for (const auto& [shorter, full] : also_known_as)
    if (key == shorter) return full;
  return key;
}

struct Reader {
  const Path& path;
  const json::object& object;

  template <class T>
  Result<> take(const char* key, T& into) const {
    const json::value* field = object.if_contains(key);
    if (!field) return {};
    VESTIBULE_TRY(into, Codec<T>::decode(*field, Path{&path, key, 0}));
    return {};
  }
};

/// The request with its full names, or what is wrong with its keys.
Result<json::object> with_full_names(const json::object& given, const Path& path) {
  const auto known = fields_of<vitals::ScoreAsked>();
  json::object made;
  for (const auto& [key, value] : given) {
    const std::string_view name = full_name({key.data(), key.size()});
    if (std::none_of(known.begin(), known.end(), [&](const Field& field) { return field.name == name; })) {
      std::string names;
      for (const Field& field : known) names += (names.empty() ? "" : ", ") + field.name;
      return fail(Code::invalid, "{}.{} is no key of vitals.score; its keys are {}", path.text(), std::string_view(key.data(), key.size()), names);
    }
    if (made.contains(json::string_view(name))) return fail(Code::invalid, "{}.{} is given twice, under two names", path.text(), name);
    made[json::string_view(name)] = value;
  }
  return made;
}

}  // namespace

Result<vitals::StrictlyAsked> Codec<vitals::StrictlyAsked>::decode(const json::value& value, const Path& path) {
  if (!value.is_object()) return path.expected("an object");
  VESTIBULE_TRY(const json::object named, with_full_names(value.get_object(), path));
  vitals::StrictlyAsked asked;
  const Reader reader{path, named};
  Result<> read;
  boost::mp11::mp_for_each<detail::Members<vitals::ScoreAsked>>([&](auto member) {
    if (read) read = reader.take(member.name, asked.*member.pointer);
  });
  if (!read) return tl::unexpected(read.error());
  return asked;
}

namespace vitals {
namespace {

constexpr double most_minutes = 1e6;

/// Minutes of age by parameter; a key that is no parameter, or of something that was not given, is refused.
Result<Duration> age_of(const ScoreAsked& asked, Parameter parameter) {
  const auto found = asked.ages.find(std::string(name_of(parameter)));
  if (found == asked.ages.end()) return Duration{};
  if (!(found->second >= 0 && found->second <= most_minutes))
    return fail(Code::invalid, "$.ages.{} is {}: minutes from 0 to {} are possible", found->first, found->second, most_minutes);
  return std::chrono::duration_cast<Duration>(std::chrono::duration<double, std::ratio<60>>(found->second));
}

Result<Inputs> inputs_of(const ScoreAsked& asked) {
  Inputs inputs;
  Result<> taken;
  const auto take = [&](Parameter parameter, std::optional<double> value) {
    if (!taken || !value) return;
    const auto age = age_of(asked, parameter);
    if (age) inputs.set(parameter, {*value, *age, true});
    else taken = tl::unexpected(age.error());
  };
  take(Parameter::respiration, asked.respiration);
  take(Parameter::spo2, asked.spo2);
  if (asked.oxygen) take(Parameter::oxygen, *asked.oxygen ? 1.0 : 0.0);
  take(Parameter::systolic, asked.systolic);
  take(Parameter::pulse, asked.pulse);
  if (asked.consciousness) take(Parameter::consciousness, static_cast<double>(*asked.consciousness));
  take(Parameter::temperature, asked.temperature);
  if (!taken) return tl::unexpected(taken.error());
  for (const auto& [key, minutes] : asked.ages) {
    Parameter parameter{};
    if (!boost::describe::enum_from_string(key.c_str(), parameter)) return fail(Code::invalid, "$.ages.{} is no parameter of a score", key);
    if (!inputs.at(parameter)) return fail(Code::invalid, "$.ages.{} is the age of a value that was not given", key);
  }
  return inputs;
}

}  // namespace

Result<ScoreGiven> score(const ScoreAsked& asked) {
  const std::string name = asked.score.value_or("news2");
  const Table* table = table_named(name);
  if (!table) return fail(Code::invalid, "$.score is '{}': there are news2, mews and qsofa", name);
  VESTIBULE_TRY(const Inputs inputs, inputs_of(asked));
  return score(*table, inputs, {asked.scale.value_or(1), asked.age, asked.pregnant});
}

void add_score_query(Commands& commands) {
  commands.add_query<StrictlyAsked>({"vitals.score", "vitals.score", "NEWS2, MEWS or qSOFA of the values given"},
                                    [](const StrictlyAsked& asked) { return score(asked); });
}

}  // namespace vitals
}  // namespace vestibule
