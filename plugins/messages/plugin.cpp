// The wiring: commands, queries and events to the post room.

#include <vestibule/identity.hpp>
#include <vestibule/plugin.hpp>

#include "post_room.hpp"

namespace vestibule::messages {
namespace {

class Messages final : public Plugin {
 public:
  explicit Messages(Context& context) : context_(context) {}

  Result<> start() override {
    VESTIBULE_TRY(const MessagesSettings settings,
                  context_.settings.read(MessagesSettings{}, {{"key_file", "A file with at least 32 bytes of chance, kept apart from the database: texts are sealed with it; empty: a key in the database"},
                                                              {"keep", "So many messages are kept, the newest ones; 10 to 50000"}}));
    if (settings.keep < 10 || settings.keep > 50'000) return fail(Code::invalid, "[messages] keep must be from 10 to 50000");
    std::string key;
    if (!settings.key_file.empty()) {
      const auto read = context_.settings.file(settings.key_file);
      if (!read) return fail(Code::invalid, "[messages] key_file: {}", read.error().message);
      if (read->size() < 32) return fail(Code::invalid, "[messages] key_file: {} holds {} bytes; at least 32 are needed", settings.key_file, read->size());
      key = *read;
    }
    room_ = std::make_unique<PostRoom>(context_, settings, std::move(key));
    add_commands();
    add_queries();
    context_.events.declare<MessageSent>("Somebody wrote to a person, a role or a desk; for those alone");
    context_.events.declare<MessagesRead>("Messages were read by one of those they are for");
    context_.events.declare<SeatTaken>("Somebody sat down at a desk, or rose");
    signed_out_ = context_.events.on<identity::SessionEnded>([this](const identity::SessionEnded& ended) {
      if (room_->sits(ended.person)) context_.commands.run("messages.rise", Rise{ended.person});
    });
    return {};
  }

  Result<> load() override { return room_->load(); }

 private:
  void add_commands() {
    context_.commands.add<Send>({"messages.send", "messages.write", "Writes to a person, a role or a desk"},
                                [this](Act& act, const Send& request) { return room_->send(act, request); });
    context_.commands.add<Read>({"messages.read", "messages.read", "Says that I have read messages"},
                                [this](Act& act, const Read& request) { return room_->read(act, request); });
    context_.commands.add<Sit>({"messages.sit", "messages.read", "Sits down at a desk, whose messages are mine then, or rises"},
                               [this](Act& act, const Sit& request) { return room_->sit(act, request); });
    context_.commands.add<Rise>({"messages.rise", "messages.house", "Whoever has signed out sits nowhere"},
                                [this](Act& act, const Rise& request) { return room_->rise(act, request); });
  }

  void add_queries() {
    context_.commands.add_report<InboxAsked>({"messages.inbox", "messages.read", "What I wrote and what is for me, the newest first"},
                                             [this](const Actor& actor, const InboxAsked& asked) { return room_->inbox(actor, asked); });
    context_.commands.add_report<UnreadAsked>({"messages.unread", "messages.read", "How many messages I have not read"},
                                              [this](const Actor& actor, const UnreadAsked&) { return room_->unread(actor); });
    context_.commands.add_report<AddresseesAsked>({"messages.addressees", "messages.write", "Whom I may write to"},
                                                  [this](const Actor& actor, const AddresseesAsked&) { return room_->addressees(actor); });
  }

  Context& context_;
  std::unique_ptr<PostRoom> room_;
  Subscription signed_out_;
};

}  // namespace
}  // namespace vestibule::messages

VESTIBULE_PLUGIN(vestibule::messages::Messages)
