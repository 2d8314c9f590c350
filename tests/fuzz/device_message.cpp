// What a bedside device sends: any bytes as numerics and as status, then several lines as one device's day. Nothing that does not count is
// shown; what counts is what another reader finds in the same text.

#include <cmath>
#include <vestibule/json.hpp>

#include "fuzz.hpp"
#include "listening/attended.hpp"

using namespace vestibule;
using namespace vestibule::vitals;
using fuzz::hold;

namespace {

const Instant begin = *instant_from_iso("2026-11-23T07:00:00Z");

void check_values(const NumericsRead& read) {
  for (std::size_t m = 0; m < measures; ++m) {
    const auto [least, most] = bounds_of(static_cast<Measure>(m));
    const auto& value = read.values[m];
    hold(!value || (std::isfinite(*value) && *value >= least && *value <= most), "measure {} is {}", m, value.value_or(0));
    hold(!value || !read.faults[m], "measure {} is there and at fault", m);
  }
  hold(read.sequence >= 1 && read.taken_ms >= 1, "a message without a number or an instant");
}

/// The same text by the house's own parser, which keeps the last of two keys: those are refused before.
void check_against_tree(std::string_view text, const NumericsRead& read) {
  const auto tree = parse_json(text);
  hold(tree.has_value(), "what is no JSON was read");
  const auto numerics = decode<Numerics>(*tree);
  if (!numerics) return;  // "q" or a value beyond what the struct can hold
  hold(numerics->v == 1 && numerics->seq == read.sequence && numerics->ts == read.taken_ms, "another number, another instant");
  if (read.values[at(Measure::hr)]) hold(numerics->hr == read.values[at(Measure::hr)], "another heart rate");
  if (read.values[at(Measure::temp)]) hold(numerics->temp == read.values[at(Measure::temp)], "another temperature");
}

void check_one(Reader& reader, std::string_view text) {
  Refusal why{};
  if (const auto read = reader.numerics(text, why)) {
    hold(text.size() <= longest_message, "too long, and read");
    check_values(*read);
    check_against_tree(text, *read);
  }
  if (const auto status = reader.status(text, why)) hold(status->st == "online" || status->st == "offline", "a state called '{}'", status->st);
}

/// Each line is a message; its first byte says after which time it comes and as what.
void check_day(Reader& reader, fuzz::Choices lines) {
  Attended device(DeviceId{"m"});
  Now now{begin, Steady{Duration{1'000'000}}};
  std::int64_t episode = 0;
  std::optional<Instant> begins;
  const auto conditions = std::make_shared<const Conditions>(delivered_conditions());
  for (int n = 0; n < 200 && lines.left(); ++n) {
    const auto choice = lines.byte();
    now.wall += Duration{choice * 50};
    now.steady += Duration{choice * 50};
    Refusal why{};
    if (choice % 16 == 0) {
      begins = now.wall;
      device.assign(Assignment{DeviceId{"m"}, BedId{"b"}, WardId{"w"}, Placing{++episode, PatientId{"p"}, BedId{"b"}, DeviceId{"m"}, *begins}, conditions}, now);
      hold(!device.tell().latest[0], "another episode begins with a value");
    }
    const auto text = lines.line();
    if (choice % 4 == 1) {
      if (const auto status = reader.status(text, why)) device.hear(*status, now);
    } else if (const auto read = reader.numerics(text, why)) {
      const auto outcome = device.hear(*read, now);
      hold(!outcome.fresh || (outcome.kept && device.tell().device.state(now.steady) == DeviceState::online), "fresh, and not there");
      hold(!outcome.kept || episode > 0, "kept for nobody");
    } else {
      device.refuse(why);
    }
    (void)device.beat(now.steady);
    const auto health = device.tell().device.health(DeviceId{"m"}, now);
    hold(health.received >= 0 && health.missing >= 0 && health.repeated >= 0, "fewer than none");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 8192) return 0;
  Reader reader;
  const auto text = fuzz::text_of(data, size);
  check_one(reader, text);
  check_day(reader, fuzz::Choices(text));
  return 0;
}
