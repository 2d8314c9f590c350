#pragma once
// The real host with every plugin that ships, people of every role, patients in every relation to them, and its HTTP side without a
// socket, all on simulated time.

#include <doctest/doctest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <vestibule/identity_wire.hpp>

#include "core/http/router.hpp"
#include "http_api.hpp"
#include "test_host.hpp"

namespace vestibule::security {

using namespace std::chrono_literals;
namespace http = core::http;

/// What every house of these tests stands on.
kit::TestHostOptions whole_house();

/// What has come on a stream so far; the stream asks for more until it is over.
struct Ears {
  explicit Ears(std::shared_ptr<http::EventStream> opened) : stream(std::move(opened)) { listen(); }
  void listen();
  std::shared_ptr<http::EventStream> stream;
  std::string heard;
  bool over = false;
};

class Hospital {
 public:
  explicit Hospital(kit::TestHostOptions options = whole_house());

  /// Somebody without a password, whose session begins as if they had signed in: hashing is shown elsewhere, and slow.
  Actor person(const std::string& name, identity::Role role, const std::vector<std::string>& departments = {}, bool newcomer = false);
  /// A new session of theirs: its secret.
  std::string session_of(const std::string& person, bool newcomer = false);

  Result<json::value> do_(const Actor& actor, const std::string& name, const json::value& body = json::object{});
  /// Without waiting: what is submitted together is committed together, on a slow disk a hundred times as fast.
  void submit(const Actor& actor, const std::string& name, json::value body, Commands::Answer answer);
  Result<json::value> ask(const Actor& actor, const std::string& name, const json::value& body = json::object{});
  /// REQUIREs that there is an answer.
  json::value done(const Actor& actor, const std::string& name, const json::value& body = json::object{});

  http::Reply send(std::string method, std::string target, std::string body = {}, std::vector<http::Header> more = {}, std::string peer = "127.0.0.1");
  http::Reply get(std::string target, const std::string& secret = {}) { return send("GET", std::move(target), {}, cookie(secret)); }
  http::Reply post(std::string target, std::string body, const std::string& secret = {}) { return send("POST", std::move(target), std::move(body), cookie(secret)); }
  static std::vector<http::Header> cookie(const std::string& secret);
  /// Lets time pass, with the router's look at its streams every five seconds, as the server has it.
  void pass(Duration span);

  /// The secret of the session a person was made with.
  std::map<std::string, std::string> secrets;  ///< by the person's id
  kit::TestHost house;
  core::HttpApi api;
  std::string metrics;
  http::Router router;
  const Actor the_operator{"operator", "operator", "this machine"}, nobody{"nobody", "nobody", "nobody"}, system{"house", "system", "house"};

 private:
  int count_ = 0;
};

}  // namespace vestibule::security
