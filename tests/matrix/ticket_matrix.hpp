#pragma once
// The ticket as it comes out in each language.

#include "matrix.hpp"
#include "printer/ticket.hpp"

namespace vestibule::matrix {

/// With and without an estimate of the wait; and one the kiosk gave alone.
std::vector<kiosk::PrintJob> print_jobs(const std::string& language);
kiosk::Raster ticket(const kiosk::PrintJob& job);
ui::Picture picture(const kiosk::Raster& raster);

}  // namespace vestibule::matrix
