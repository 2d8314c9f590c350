#pragma once
// Commands and queries as they are carried out: the rules asked, rows written, memory changed, ears told.

#include <memory>

#include <vestibule/context.hpp>
#include <vestibule/messages.hpp>
#include <vestibule/staff.hpp>

#include "envelope.hpp"
#include "mailbox.hpp"
#include "messages_store.hpp"

namespace vestibule::messages {

struct MessagesSettings {
  std::string key_file;
  int keep = 5000;
};
BOOST_DESCRIBE_STRUCT(MessagesSettings, (), (key_file, keep))

/// Loop thread only. Rows first, memory last.
class PostRoom {
 public:
  PostRoom(Context& context, MessagesSettings settings, std::string key) : context_(context), settings_(std::move(settings)), key_(std::move(key)) {}

  Result<> load();

  Result<Sent> send(Act& act, const Send& request);
  Result<ReadDone> read(Act& act, const Read& request);
  Result<Seated> sit(Act& act, const Sit& request);
  Result<Done> rise(Act& act, const Rise& request);

  Result<Inbox> inbox(const Actor& actor, const InboxAsked& asked) const;
  Result<Unread> unread(const Actor& actor) const;
  Result<Addressees> addressees(const Actor& actor) const;
  /// Whether anything is to be done when this person's session ends.
  bool sits(const std::string& person) const { return !mailbox_.seat_of(person).empty(); }

 private:
  Result<const identity::Staff*> staff() const;
  Result<std::vector<std::string>> readers_of(const Actor& author, const Addressee& to) const;
  MessageView view(const Message& message, const std::string& person, const identity::Staff& staff) const;
  void leave_seat(Act& act, const std::string& person);

  Context& context_;
  const MessagesSettings settings_;
  std::string key_;
  std::unique_ptr<Envelope> envelope_;
  Mailbox mailbox_;
  Pace pace_;
};

}  // namespace vestibule::messages
