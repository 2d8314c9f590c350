#pragma once
// Debian's tools that break things for us, and whether they may here.

#include <filesystem>
#include <string>
#include <vector>

namespace vestibule::faults {

/// Whether strace is here and the system lets us trace our own children.
bool can_trace();
/// Runs a program whose `nth` sync of the database or its log fails with EIO. (That of the folder is not counted: SQLite itself does
/// without it.) The program stays our child: strace is its grandchild.
std::vector<std::string> failing_sync(int nth, const std::filesystem::path& database);

/// libfaketime for programs with threads; empty if it is not here.
std::filesystem::path faketime_library();

}  // namespace vestibule::faults
