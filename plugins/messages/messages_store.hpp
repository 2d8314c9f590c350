#pragma once
// The tables. All SQL of this plugin is in messages_store.cpp.

#include <vestibule/store.hpp>

#include "envelope.hpp"
#include "mailbox.hpp"

namespace vestibule::messages {

class MessagesStore {
 public:
  explicit MessagesStore(soci::session& session) : session_(session) {}

  /// The key of the house; empty if there is none yet.
  std::string key();
  void write_key(const std::string& key);

  void add(const Message& message, const std::string& sealed);
  void remove(std::int64_t number);
  void add_reader(std::int64_t number, const std::string& person);
  void mark_read(std::int64_t number, const std::string& person, Instant at);
  void sit(const std::string& person, const std::string& desk, Instant since);
  void rise(const std::string& person);

  Result<Mailbox> read(const Envelope& envelope);

 private:
  soci::session& session_;
};

}  // namespace vestibule::messages
