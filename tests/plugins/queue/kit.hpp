#pragma once
// The real host with the queue in a small hospital, and short words for what desks do.

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include <vestibule/queue.hpp>

#include "test_host.hpp"

namespace vestibule::queue_kit {

using namespace queue;

/// Two areas, five services, six desks, a pathway; read the file's text in kit.cpp.
extern const std::string hospital_text;

/// The outcome of a command as tests compare it: "ok", or the code's word.
std::string outcome(const Result<json::value>& result);

/// The first line in which two texts differ, both of them; empty if they are equal.
std::string difference(const std::string& before, const std::string& after);

class QueueHost {
 public:
  explicit QueueHost(const std::string& more_settings = "", const std::string& hospital = hospital_text);

  /// Opens the day and the desks.
  QueueHost& open(const std::vector<std::string>& desks);

  /// The reply; REQUIREs that it is one.
  json::value do_(const std::string& command, const json::value& body, const std::string& actor = "anna");
  json::value ask(const std::string& query, const json::value& body = json::object{});
  /// The error; REQUIREs that it is one, that its code is as said, and that no answer of the house has changed.
  std::string refused(Code code, const std::string& command, const json::value& body);

  template <class Reply>
  Reply as(const std::string& command, const json::value& body, const std::string& actor = "anna") {
    auto reply = decode<Reply>(do_(command, body, actor));
    REQUIRE(reply);
    return *std::move(reply);
  }
  template <class Reply>
  Reply answer(const std::string& query, const json::value& body = json::object{}) {
    auto reply = decode<Reply>(ask(query, body));
    REQUIRE(reply);
    return *std::move(reply);
  }

  IssuedToken issue(const std::string& service, json::object more = {});
  /// The number called at the desk, which then starts and finishes it; empty if nobody waits.
  std::string serve(const std::string& desk);
  DeskView call_next(const std::string& desk) { return as<DeskView>("queue.call_next", {{"desk", desk}}); }
  DeskView at_desk(const std::string& command, const std::string& desk) { return as<DeskView>(command, {{"desk", desk}}); }
  TokenStatus token(const TokenId& id) { return answer<TokenStatus>("queue.token", {{"token", id.text()}}); }
  DeskView desk(const std::string& id);
  Board board(const std::string& area) { return answer<Board>("queue.board", {{"area", area}}); }
  std::vector<std::string> order(const std::string& service);
  Counts counts() { return answer<DayView>("queue.day").counts; }

  /// Every answer the house gives, as one text: what a restart, a failed command and a redone undo must not change.
  std::string everything();
  /// Restarts the host; REQUIREs that everything is answered as before.
  void restart();
  void pass(Duration span) { host.run_for(span); }
  /// Names of the events in the journal, oldest first.
  std::vector<std::string> events();

  kit::TestHost host;
  std::vector<TokenId> issued;
};

}  // namespace vestibule::queue_kit
