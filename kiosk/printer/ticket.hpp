#pragma once
// What is printed: the number large, where to wait, how long about, and a code to scan.

#include <string>

#include <vestibule/ui/fonts.hpp>

#include "flow/outside.hpp"
#include "locale/languages.hpp"
#include "raster.hpp"

namespace vestibule::kiosk {

/// Of an 80 mm printer with 203 dots to the inch.
inline constexpr int paper_dots = 576;

struct TicketSettings {
  std::string time_zone;                            ///< IANA name; empty: the machine's
  std::string address = "vestibule:token/{token}";  ///< in the code; {token} and {number} are filled in
};

/// `invalid` if there is no such time zone.
Result<> check(const TicketSettings& settings);

/// "14:30", at the site.
std::string local_time(Instant when, const TicketSettings& settings);

/// The ticket in the patient's language. Owner's thread (fonts).
Raster draw_ticket(const PrintJob& job, const TicketSettings& settings, const Languages& languages, ui::Fonts& fonts);

}  // namespace vestibule::kiosk
