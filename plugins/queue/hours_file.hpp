#pragma once
// The hours of a service as the hospital file writes them.

#include "hospital.hpp"
#include "toml_reader.hpp"

namespace vestibule::queue {

/// { days = ["mon", "tue"], from = "07:30", until = "16:00" }: one span; a day with a break has two.
OpeningHours read_opening(const toml::table& table, const std::string& service, Faults& faults);
/// { from = "08:00", until = "12:00" }
Span read_span(const toml::table& table, const std::string& what, Faults& faults);

}  // namespace vestibule::queue
