#pragma once
// What goes over the wire, to the byte: compact, one number as short as it can be written.

#include <string>
#include <string_view>

#include "vestibule/instant.hpp"
#include "vital.hpp"

namespace vestibule::monitors {

/// vestibule/v1/dev/<device>/<leaf>
std::string device_topic(std::string_view device, std::string_view leaf);

/// {"v":1,"seq":48213,"ts":1795298000123,"q":0,"hr":72,...}
std::string numerics_text(std::int64_t seq, Instant ts, std::uint32_t q, const Numerics& numerics);

struct Make {
  std::string model = "Simulated bedside monitor";
  std::string firmware = "1.0.0";
};
/// {"st":"online","boot":n,"model":...,"fw":...}
std::string online_text(std::int64_t boot, const Make& make = {});
/// {"st":"offline","boot":n,"reason":"lwt"}
std::string offline_text(std::int64_t boot, std::string_view reason);

}  // namespace vestibule::monitors
