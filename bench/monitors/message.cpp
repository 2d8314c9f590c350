#include "message.hpp"

#include <fmt/format.h>

#include <iterator>

namespace vestibule::monitors {

std::string device_topic(std::string_view device, std::string_view leaf) { return fmt::format("vestibule/v1/dev/{}/{}", device, leaf); }

std::string numerics_text(std::int64_t seq, Instant ts, std::uint32_t q, const Numerics& numerics) {
  std::string text = fmt::format(R"({{"v":1,"seq":{},"ts":{},"q":{})", seq, to_millis(ts), q);
  for (std::size_t i = 0; i < vital_count; ++i) {
    const Value& value = numerics.values[i];
    if (value.state == Value::State::measured) fmt::format_to(std::back_inserter(text), R"(,"{}":{:.10g})", vital_names[i], value.number);
    if (value.state == Value::State::faulty) fmt::format_to(std::back_inserter(text), R"(,"{}":null)", vital_names[i]);
  }
  return text += '}';
}

std::string online_text(std::int64_t boot, const Make& make) {
  return fmt::format(R"({{"st":"online","boot":{},"model":"{}","fw":"{}"}})", boot, make.model, make.firmware);
}

std::string offline_text(std::int64_t boot, std::string_view reason) {
  return fmt::format(R"({{"st":"offline","boot":{},"reason":"{}"}})", boot, reason);
}

}  // namespace vestibule::monitors
