#pragma once
// Debian's tools that break things for us, and whether they may here.

#include <filesystem>
#include <string>
#include <vector>

namespace vestibule::faults {

/// Whether strace is here and the system lets us trace our own children.
bool can_trace();
/// Runs a program whose `nth` call of one of these fails with EIO. The program stays our child: strace is its grandchild.
std::vector<std::string> failing_at(const std::string& calls, int nth);

/// libfaketime for programs with threads; empty if it is not here.
std::filesystem::path faketime_library();

}  // namespace vestibule::faults
