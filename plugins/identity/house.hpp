#pragma once
// All that identity knows at this moment, with its tables, its time and its timer.

#include <memory>
#include <optional>
#include <string>

#include <vestibule/context.hpp>

#include "decision.hpp"
#include "devices.hpp"
#include "glass_book.hpp"
#include "hashing.hpp"
#include "identity_store.hpp"
#include "people.hpp"
#include "secrets.hpp"
#include "session_book.hpp"
#include "word_list.hpp"

namespace vestibule::identity {

/// What Debian's cracklib-runtime is made from.
constexpr const char* debian_words = "/usr/share/dict/cracklib-small";

/// The plugin's settings; their help stands in plugin.cpp.
struct IdentitySettings {
  std::string policy;
  std::string key_file;
  int idle_minutes = 15;
  int session_hours = 12;
  std::vector<std::string> devices;
  std::string house = "Vestibule";
  std::string words = debian_words;
};
BOOST_DESCRIBE_STRUCT(IdentitySettings, (), (policy, key_file, idle_minutes, session_hours, devices, house, words))

/// Loop thread only. Each keeper of a noun changes rows first, memory last.
class House {
 public:
  House(Context& context, const IdentitySettings& settings, PolicyTable table, std::string key, std::string words = {});

  Context& context;
  const IdentitySettings settings;
  const PolicyTable table;
  const WordList dictionary;  ///< of which no single word is a password
  People people;
  SessionBook sessions;
  GlassBook glasses;
  Devices devices;
  Hashing hashing;

  Steady now() const { return context.clock.steady(); }
  IdentityStore store() { return IdentityStore(context.store.writing()); }
  const Secrets& secrets() const { return *secrets_; }
  std::string new_id() { return identity::new_id(context.random.stream("identity.id")); }

  Result<> load();

  /// The one-time code of a house nobody is in charge of; empty once somebody is.
  const std::string& set_up_code() const { return set_up_code_; }

  Result<const Person*> person(std::string_view id) const;
  /// The session the actor speaks through, if its password or PIN was shown so short a time ago.
  Result<const SignIn*> proven(const Actor& actor, Duration within) const;

  void keep(Act& act, const Person& person, std::string what);
  /// Memory alone, once the row is written.
  void put(const Person& person);
  void end_session(Act& act, const std::string& id);
  /// All but `except`; how many there were.
  int end_sessions(Act& act, const std::string& person, const std::string& except = {});
  void keep(const Glass& glass);
  void keep(Act& act, const Device& device);

  /// Has the broker know the devices as they stand: after a commit that changed one, and at the start.
  void settle();

 private:
  Result<> load_key();
  void load_sessions();
  void say_set_up_code();
  void sweep_if_due();

  std::string key_;
  std::optional<Secrets> secrets_;
  std::string set_up_code_;
  bool devices_changed_ = false;
  Timer timer_;
};

GlassView glass_view(const Glass& glass, Steady now);
void declare_events(Events& events);
void add_people_commands(Commands& commands, House& house);
void add_own_commands(Commands& commands, House& house);
void add_session_commands(Commands& commands, House& house);
void add_glass_commands(Commands& commands, House& house);
void add_device_commands(Commands& commands, House& house);
void add_queries(Commands& commands, House& house);

}  // namespace vestibule::identity
