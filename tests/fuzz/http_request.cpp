// Bytes into a connection of the HTTP gateway: whatever comes, what goes out is a row of whole HTTP answers, each with its
// guards, refusals as errors of ours; and what is counted stays bounded.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include "core/http/session.hpp"
#include "fuzz.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using fuzz::hold;

namespace {

/// A house that echoes commands and queries and has told nobody anything.
class Echo final : public Api {
 public:
  std::shared_ptr<const Catalogue> catalogue() const override { return catalogue_; }
  void do_(Caller, std::string, std::string, json::value body, Answer answer) override { answer({std::move(body)}); }
  void ask(Caller, std::string, json::value body, Answer answer) override { answer({std::move(body)}); }
  void open_session(Caller, json::value credentials, SessionAnswer answer) override {
    if (!credentials.is_string()) return answer({fail(Code::denied, "not so"), true});
    answer({SessionOpened{Private<std::string>("made-here"), std::chrono::hours(1), std::move(credentials)}});
  }
  void close_session(Caller, Answer answer) override { answer({json::value(json::object{})}); }
  void listen(Caller caller, EarAnswer answer) override { answer({Ear{std::move(caller), {}}}); }
  void still_there(std::vector<Ear> ears, std::function<void(std::vector<bool>)> answer) override {
    answer(std::vector<bool>(ears.size(), true));
  }
  void entries(std::optional<std::int64_t> after, std::size_t, EntriesAnswer answer) override {
    Entries found;
    if (after && *after < 2) found.entries.push_back({2, Instant{}, {{"test.done", json::object{}}}});
    found.through = 2;
    answer(std::move(found));
  }
  void on_entries(std::function<void(std::int64_t)>) override {}
  std::string epoch() const override { return "epoch-a"; }
  void health(Answer answer) override { answer({json::value{{"status", "ok"}}}); }

 private:
  const std::shared_ptr<const Catalogue> catalogue_ = std::make_shared<const Catalogue>(
      Catalogue{{"test.echo", {wire::Verb::do_, {{"text", "text", true}}}},
                {"test.menu",
                 {wire::Verb::ask,
                  {{"area", "text, private", true}, {"count", "whole number", false}, {"ratio", "number", false}, {"open", "true or false", false},
                   {"needs", "list of deaf | blind", false}, {"counts", "list of whole number", false}, {"names", "object of text", false}}}}});
};

/// The other side as a recording: says its bytes in pieces, then ends; what it is told is kept.
class Tape final : public Stream {
 public:
  Tape(asio::io_context& context, std::string_view said, std::size_t piece, std::string& heard)
      : socket_(context), said_(said), piece_(piece), heard_(heard) {}
  asio::awaitable<ErrorCode> open() override { co_return ErrorCode{}; }
  asio::awaitable<Received> read(asio::mutable_buffer into) override {
    if (said_.empty()) co_return Received{asio::error::eof, 0};
    const std::size_t count = std::min({said_.size(), piece_, into.size()});
    std::copy_n(said_.data(), count, static_cast<char*>(into.data()));
    said_.remove_prefix(count);
    co_return Received{{}, count};
  }
  asio::awaitable<ErrorCode> write(asio::const_buffer all) override {
    heard_.append(static_cast<const char*>(all.data()), all.size());
    co_return ErrorCode{};
  }
  asio::awaitable<void> finish() override { co_return; }
  Socket& socket() override { return socket_; }

 private:
  Socket socket_;
  std::string_view said_;
  const std::size_t piece_;
  std::string& heard_;
};

std::string_view header(std::string_view head, std::string_view name) {
  const auto at = head.find("\r\n" + std::string(name) + ": ");
  if (at == head.npos) return {};
  const auto from = at + name.size() + 4;
  return head.substr(from, head.find("\r\n", from) - from);
}

void check_body(unsigned status, std::string_view head, std::string_view body) {
  if (!header(head, "Content-Type").starts_with("application/json")) return;
  const auto value = parse_json(body);
  hold(value.has_value(), "an answer that is no JSON: {}", body);
  if (status == 200) return;
  const auto* error = value->is_object() ? value->as_object().if_contains("error") : nullptr;
  hold(error && error->is_object() && error->as_object().contains("code") && error->as_object().contains("message"), "a refusal without reason: {}", body);
}

/// Takes one answer off the front. HEAD's have a length and no body.
void check_answer(std::string_view& heard) {
  const auto end = heard.find("\r\n\r\n");
  hold(heard.starts_with("HTTP/1.1 ") && end != heard.npos, "no answer of HTTP: {}", heard);
  const auto head = heard.substr(0, end + 2);
  heard.remove_prefix(end + 4);
  const auto status = static_cast<unsigned>(std::stoul(std::string(head.substr(9, 3))));
  if (status == 100) return;
  constexpr unsigned known[] = {200, 400, 403, 404, 405, 413, 414, 415, 431};
  hold(std::find(std::begin(known), std::end(known), status) != std::end(known), "status {}", status);
  hold(header(head, "Cache-Control") == "no-store" && header(head, "X-Content-Type-Options") == "nosniff", "an answer without its guards: {}", head);
  const auto length = header(head, "Content-Length");
  if (length.empty()) return void(heard = {});  // a stream of events goes on to the end
  const auto bytes = std::stoul(std::string(length));
  const bool for_head = heard.empty() || heard.starts_with("HTTP/1.1 ");
  hold(for_head || bytes <= heard.size(), "an answer cut off");
  if (!for_head) {
    check_body(status, head, heard.substr(0, bytes));
    heard.remove_prefix(bytes);
  }
  hold(header(head, "Connection") != "close" || heard.empty(), "said something after its last word: {}", heard);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Choices choices(fuzz::text_of(data, size));
  static Echo house;
  static prometheus::Registry registry;
  static Traffic traffic(registry);
  static const Limits limits;
  asio::io_context context{1};
  Router router(house, {.hop = [](auto run) { run(); },
                        .new_request_id = [] { return std::string("made-here"); },
                        .metrics = [] { return std::string("vestibule 1\n"); }});
  std::string heard;
  const std::size_t piece = 1 + choices.byte() * std::size_t{16};
  auto tape = std::make_unique<Tape>(context, choices.rest(), piece, heard);
  {
    const auto session = std::make_shared<Session>(std::move(tape), router, traffic, limits);
    asio::co_spawn(context, [session] { return session->run(); }, asio::detached);
    context.run();
  }
  for (std::string_view rest = heard; !rest.empty();) check_answer(rest);
  static std::size_t asked = 0;
  if (++asked % 1024 == 0) hold(exposition(registry).size() < 64 * 1024, "what is counted grows with what is asked");
  return 0;
}
