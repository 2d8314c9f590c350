#pragma once
// Sends requests over kept connections, each waiting for its answer before it asks again.

#include <cstdint>
#include <functional>
#include <string>

namespace vestibule::bench {

struct Measured {
  double per_second = 0;
  double p50_us = 0, p99_us = 0;
  double cpu_us = 0;  ///< of all threads but the load's own, for one request
};

/// The text of the request of that number; numbers are never used twice.
using Requests = std::function<std::string(std::uint64_t)>;

/// Throws if an answer is anything but a 200.
Measured measure(std::uint16_t port, const Requests& request, int connections, int requests_each);

/// Measures a bare Beast echo and another server in short turns, each right after the other, so that whatever else the
/// machine does falls on both. Prints the medians over the turns, of the ratios too; returns that of the rates.
double compare_with_bare(const char* what, std::uint16_t port, const Requests& request, int connections, int requests_a_turn);
void print_heading();

}  // namespace vestibule::bench
