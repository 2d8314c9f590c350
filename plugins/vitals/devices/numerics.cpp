#include "numerics.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vestibule::vitals {
namespace {

namespace dom = simdjson::dom;

constexpr int known_version = 1;
constexpr std::array<double, 3> sentinels{8388607, 32767, -100};
constexpr std::array<std::string_view, measures> keys{"hr", "spo2", "rr", "sbp", "dbp", "map", "temp", "pr"};
constexpr std::size_t most_keys = 64;

bool is_sentinel(double value) { return std::find(sentinels.begin(), sentinels.end(), value) != sentinels.end(); }

/// The names of an object's keys, each once.
bool all_keys_differ(const dom::object& object) {
  std::array<std::string_view, most_keys> seen;
  std::size_t count = 0;
  for (const auto field : object) {
    if (count == most_keys || std::find(seen.begin(), seen.begin() + static_cast<std::ptrdiff_t>(count), field.key) != seen.begin() + static_cast<std::ptrdiff_t>(count))
      return false;
    seen[count++] = field.key;
  }
  return true;
}

bool whole(const dom::element& value, std::int64_t& into) { return value.get(into) == simdjson::SUCCESS; }

bool text(const dom::element& value, std::optional<std::string>& into) {
  std::string_view given;
  if (value.get(given) != simdjson::SUCCESS) return false;
  into = std::string(given.substr(0, 64));
  return true;
}

/// Takes a value in; false if it is neither a number nor null.
bool take(NumericsRead& read, std::size_t measure, const dom::element& value) {
  if (value.is_null()) return read.faults[measure] = true;
  double number = 0;
  if (value.get(number) != simdjson::SUCCESS) return false;
  const auto [least, most] = bounds_of(static_cast<Measure>(measure));
  const bool sentinel = is_sentinel(number);
  if (!sentinel && number >= least && number <= most) {
    read.values[measure] = number;
    return true;
  }
  ++(sentinel ? read.sentinels : read.out_of_range);
  return read.faults[measure] = true;
}

}  // namespace

Bounds bounds_of(Measure measure) {
  switch (measure) {
    case Measure::hr:
    case Measure::pr: return {0, 350};
    case Measure::spo2: return {0, 100};
    case Measure::rr: return {0, 150};
    case Measure::temp: return {15, 45};
    default: return {0, 300};
  }
}

struct Reader::Inside {
  dom::parser parser;

  std::optional<dom::object> object(std::string_view message, Refusal& why) {
    if (message.size() > longest_message) return why = Refusal::too_long, std::nullopt;
    dom::element whole_message;
    if (parser.parse(message.data(), message.size()).get(whole_message) != simdjson::SUCCESS) return why = Refusal::not_json, std::nullopt;
    dom::object found;
    if (whole_message.get(found) != simdjson::SUCCESS) return why = Refusal::shape, std::nullopt;
    if (!all_keys_differ(found)) return why = Refusal::duplicate_key, std::nullopt;
    return found;
  }
};

Reader::Reader() : inside_(std::make_unique<Inside>()) {
  if (inside_->parser.allocate(2 * longest_message, 16) != simdjson::SUCCESS) throw std::bad_alloc();
}
Reader::~Reader() = default;

std::optional<NumericsRead> Reader::numerics(std::string_view message, Refusal& why) {
  const auto object = inside_->object(message, why);
  if (!object) return std::nullopt;
  NumericsRead read;
  std::int64_t version = 0, quality = 0;
  bool good = true;
  for (const auto field : *object) {
    if (field.key == "v") good = good && whole(field.value, version);
    else if (field.key == "seq") good = good && whole(field.value, read.sequence);
    else if (field.key == "ts") good = good && whole(field.value, read.taken_ms);
    else if (field.key == "q") good = good && whole(field.value, quality);
    else if (const auto key = std::find(keys.begin(), keys.end(), field.key); key != keys.end())
      good = take(read, static_cast<std::size_t>(key - keys.begin()), field.value) && good;
  }
  if (version != known_version) return why = Refusal::version, std::nullopt;
  if (!good || read.sequence < 1 || read.taken_ms < 1 || quality < 0) return why = Refusal::shape, std::nullopt;
  read.quality = static_cast<unsigned>(quality & 0xffff);
  return read;
}

std::optional<DeviceStatus> Reader::status(std::string_view message, Refusal& why) {
  const auto object = inside_->object(message, why);
  if (!object) return std::nullopt;
  DeviceStatus status;
  std::optional<std::string> state;
  bool good = true;
  for (const auto field : *object) {
    if (field.key == "st") good = good && text(field.value, state);
    else if (field.key == "boot") good = good && whole(field.value, status.boot);
    else if (field.key == "reason") good = good && text(field.value, status.reason);
    else if (field.key == "model") good = good && text(field.value, status.model);
    else if (field.key == "fw") good = good && text(field.value, status.fw);
  }
  if (!good || !state || (*state != "online" && *state != "offline") || status.boot < 0) return why = Refusal::shape, std::nullopt;
  status.st = *state;
  return status;
}

}  // namespace vestibule::vitals
