#pragma once
// The glue between SQLite and a FaultyDisk.

#include <sqlite3.h>

#include <array>
#include <vector>

#include "faulty_disk.hpp"

namespace vestibule::kit {

struct Handle;

/// A file as SQLite's connections share it. One process, one thread: locks are counters.
struct FaultyDisk::Node {
  FaultyFile file;
  int handles = 0;              ///< how often it is open
  int readers = 0;              ///< handles that hold SHARED or more
  Handle* reserved = nullptr;   ///< RESERVED or more
  Handle* exclusive = nullptr;  ///< PENDING or EXCLUSIVE

  struct Slot {
    int shared = 0;
    Handle* exclusive = nullptr;
  };
  std::array<Slot, SQLITE_SHM_NLOCK> slots;
  std::vector<std::vector<unsigned char>> memory;  ///< the WAL index; it goes with its last user
  int mapped = 0;                                  ///< handles that use it
};

/// A VFS of SQLite's. Whoever stacks one on top keeps a pointer to it, so it stays registered, and serves one disk after another.
struct FaultyDisk::Registration {
  explicit Registration(std::string called);
  static std::unique_ptr<Registration> take(FaultyDisk& disk);
  static void give_back(std::unique_ptr<Registration> registration);
  const std::string name;
  sqlite3_vfs vfs{};
};

}  // namespace vestibule::kit
