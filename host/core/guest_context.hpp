#pragma once
// The SDK's interfaces as one plugin sees them: each call carries the plugin's name into the shared parts of the host.

#include <map>
#include <memory>
#include <string>

#include "bulletin.hpp"
#include "dispatcher.hpp"
#include "registry.hpp"
#include "retained.hpp"
#include "settings_file.hpp"

namespace vestibule::core {

/// The services on offer, by type.
class Directory {
 public:
  void offer(const Guest* guest, std::string_view type, void* service);
  void* find(std::string_view type) const;

 private:
  struct Offer {
    const Guest* guest;
    void* service;
  };
  std::map<std::string, Offer, std::less<>> offers_;
};

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
};

/// Makes the context of `guest`; it must live as long as the guest.
class GuestContext {
 public:
  GuestContext(House& house, Guest& guest);
  ~GuestContext();
  Context& context();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace vestibule::core
