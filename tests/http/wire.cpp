#include "wire.hpp"

#include <doctest/doctest.h>

#include <sys/socket.h>
#include <boost/asio/write.hpp>

#include "core/http/traffic.hpp"

namespace vestibule::core::http::test {

std::string Answer::code() const {
  const auto parsed = parse_json(body);
  if (!parsed || !parsed->is_object() || !parsed->as_object().contains("error")) return "no error: " + body;
  return std::string(parsed->at("error").at("code").as_string());
}

Wire::Wire(std::uint16_t port, int receive_buffer) {
  socket_.open(asio::ip::tcp::v4());
  if (receive_buffer > 0) socket_.set_option(asio::socket_base::receive_buffer_size(receive_buffer));
  const timeval patience{30, 0};
  ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  socket_.connect({asio::ip::address_v4::loopback(), port});
}

bool Wire::send(std::string_view text) {
  ErrorCode error;
  asio::write(socket_, asio::buffer(text.data(), text.size()), error);
  return !error;
}

void Wire::end() { socket_.shutdown(Socket::shutdown_send); }

bool Wire::more() {
  char bytes[16384];
  // Not through Asio: it would wait on after the time-out.
  const auto count = ::recv(socket_.native_handle(), bytes, sizeof bytes, 0);
  const bool timed_out = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  REQUIRE_FALSE(timed_out);
  if (count > 0) unread_.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

std::string Wire::read_until(std::string_view mark) {
  std::size_t searched = 0;
  for (;;) {
    const auto at = unread_.find(mark, searched);
    if (at != std::string::npos) {
      auto text = unread_.substr(0, at + mark.size());
      unread_.erase(0, at + mark.size());
      return text;
    }
    searched = unread_.size() < mark.size() ? 0 : unread_.size() - mark.size();
    if (!more()) return std::exchange(unread_, {});
  }
}

std::string Wire::read_to_end() {
  while (more()) {
  }
  return std::exchange(unread_, {});
}

std::optional<Answer> Wire::answer() {
  Answer answer;
  answer.head = read_until("\r\n\r\n");
  if (!answer.head.starts_with("HTTP/1.1 ") || !answer.head.ends_with("\r\n\r\n")) return std::nullopt;
  answer.status = static_cast<unsigned>(std::stoul(answer.head.substr(9, 3)));
  const std::string mark = "\r\nContent-Length: ";
  const auto at = answer.head.find(mark);
  if (at == std::string::npos) return answer;
  const std::size_t length = std::stoul(answer.head.substr(at + mark.size()));
  while (unread_.size() < length)
    if (!more()) return std::nullopt;
  answer.body = unread_.substr(0, length);
  unread_.erase(0, length);
  return answer;
}

bool Wire::ended() { return read_to_end().empty(); }

Served::Served(Options options) {
  auto started = Server::start(api, registry, log, std::move(options));
  REQUIRE_MESSAGE(started, started.error().message);
  server = *std::move(started);
}

Answer Served::ask(std::string_view text) const {
  Wire line = wire();
  REQUIRE(line.send(text));
  const auto answer = line.answer();
  REQUIRE(answer);
  return *answer;
}

double Served::metric(const std::string& line) const {
  const auto text = "\n" + exposition(registry);
  const auto at = text.find("\n" + line + " ");
  return at == std::string::npos ? 0 : std::stod(text.substr(at + line.size() + 2));
}

std::string get(std::string_view target) { return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n\r\n", target); }

std::string post(std::string_view target, std::string_view body, std::string_view more_headers) {
  return fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{}",
                     target, body.size(), more_headers, body);
}

}  // namespace vestibule::core::http::test
