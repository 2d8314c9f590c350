#pragma once
// What a plugin is: built by vestibule_add_plugin(), which writes its description from its CMake arguments and folder.

#include <memory>
#include <string>
#include <vector>

#include "vestibule/context.hpp"

namespace vestibule {

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

  /// The house closes. Called in reverse order of start.
  virtual void stop() {}
};

/// What the loader is told before anything of the plugin runs.
struct Description {
  std::string name;
  std::string version;
  std::vector<std::string> needs;
  std::vector<Migration> migrations;
};

}  // namespace vestibule

/// Once in plugin.cpp, outside namespaces: the class to create. It must be constructible from `vestibule::Context&`.
#define VESTIBULE_PLUGIN(Class)                                                                            \
  extern "C" __attribute__((visibility("default"))) vestibule::Plugin* vestibule_create(vestibule::Context& context) { \
    return std::make_unique<Class>(context).release();                                                     \
  }
