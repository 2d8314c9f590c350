#pragma once
// The SDK's interfaces as one plugin sees them: each call carries the plugin's name into the shared parts of the host.

#include <memory>
#include <string>

#include "bulletin.hpp"
#include "directory.hpp"
#include "dispatcher.hpp"
#include "registry.hpp"
#include "retained.hpp"
#include "settings_file.hpp"

namespace vestibule::core {

/// What all plugins share.
struct House {
  Seams& seams;
  Log& log;
  Database& database;
  Readers& readers;
  Guests& guests;
  Registry& registry;
  Bulletin& bulletin;
  Directory& directory;
  Dispatcher& dispatcher;
  RetainedStates& retained;
  SettingsFile& settings;
  std::string database_path;
};

/// Makes the context of `guest`; it must live as long as the guest.
class GuestContext {
 public:
  GuestContext(House& house, Guest& guest);
  ~GuestContext();
  Context& context();
  /// What of the guest runs on other threads ends, before the guest goes.
  void quiet();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::core
