#pragma once
// What a plugin is: built by vestibule_add_plugin(), which writes its description from its CMake arguments and folder.

#include <memory>
#include <string>
#include <vector>

#include "vestibule/context.hpp"

namespace vestibule {

/// The database was put back to what it was at an earlier time. What happened since is lost from it, not from people's hands.
struct Restored {
  Instant backup_at{};  ///< the time it was put back to
  int gap = 0;          ///< so many numbers are to be left out of each series that may have gone on after that
};

/// Constructed with its Context, which it keeps by reference. All calls come on the loop thread.
class Plugin {
 public:
  virtual ~Plugin() = default;

  /// Reads settings, offers services, registers commands, subscribes. The plugins it NEEDS have started; its tables are
  /// migrated. An error leaves it `faulted` and the rest running.
  virtual Result<> start() = 0;

  /// Fills memory from the tables, forgetting what it held: called after start, and again if the disk refused a commit
  /// whose changes the memory already had.
  virtual Result<> load() { return {}; }

  /// Called once, after load, at this plugin's first start on a restored database, in a transaction of its own; load is called again
  /// after it. An error stops the start: better no house than numbers given twice.
  virtual Result<> restored(const Restored&) { return {}; }

  /// The house closes. Called in reverse order of start.
  virtual void stop() {}
};

/// What the loader is told before anything of the plugin runs.
struct Description {
  std::string name;
  std::string version;
  std::vector<std::string> needs;
  std::vector<Migration> migrations;
  std::vector<Migration> series = {};  ///< of the file beside (series.hpp)
};

}  // namespace vestibule

/// Once in plugin.cpp, outside namespaces: the class to create. It must be constructible from `vestibule::Context&`.
#define VESTIBULE_PLUGIN(Class)                                                                            \
  extern "C" __attribute__((visibility("default"))) vestibule::Plugin* vestibule_create(vestibule::Context& context) { \
    return std::make_unique<Class>(context).release();                                                     \
  }
