// The client of the command line, in the clear and through TLS.
#include <doctest/doctest.h>

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>

#include "core/http/client.hpp"

#include "certificate.hpp"
#include "wire.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;
using namespace std::chrono_literals;

TEST_CASE("the client does and asks, over one kept connection") {
  Served house;
  Client client({.port = house.server->port()});
  for (int i = 0; i < 20; ++i) {
    const auto done =
        client.post("test.echo", fmt::format("r{}", i), json::value{{"text", "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"}});
    REQUIRE_MESSAGE(done, done.error().message);
    CHECK(done->at("id").as_string() == fmt::format("r{}", i).c_str());
  }
  const json::value asked{{"area", "a&b=c #%+ \xd9\x85"}, {"count", 3}};
  CHECK(client.get("test.menu", asked) == asked);
  CHECK(house.metric("vestibule_http_connections") == 1);
}

TEST_CASE("the client reaches IPv6 loopback, with or without brackets") {
  Served house({.address = "::1"});
  CHECK(house.server->url().starts_with("http://[::1]:"));
  for (const char* address : {"::1", "[::1]"})
    CHECK(Client({.address = address, .port = house.server->port()}).get("test.menu", json::object{}));
}

TEST_CASE("the client hands on the host's errors as they are") {
  Served house;
  Client client({.port = house.server->port()});
  CHECK(client.post("test.fail", "r", json::value{{"code", "conflict"}}).error() == Error{Code::conflict, "as you wished"});
  CHECK(client.get("test.none", json::object{}).error().code == Code::not_found);
  CHECK(client.post("no such name\r\n", "r", json::object{}).error().code == Code::invalid);
  CHECK(client.post("test.echo", "r\r\nX: y", json::object{}).error().code == Code::invalid);
}

TEST_CASE("the client says when nobody answers") {
  std::uint16_t port = 0;
  {
    Served house;
    port = house.server->port();
  }
  const auto refused = Client({.port = port}).get("test.menu", json::object{});
  CHECK(refused.error().code == Code::unavailable);
  CHECK(refused.error().message.find(std::to_string(port)) != std::string::npos);
  Served house({.limits = {.grace = 20ms}});
  CHECK(Client({.port = house.server->port(), .patience = 50ms}).post("test.silent", "r", json::object{}).error().code ==
        Code::unavailable);
}

TEST_CASE("the client connects anew when the host has closed the kept connection") {
  Served house({.limits = {.idle = 30ms}});
  Client client({.port = house.server->port()});
  // A slow machine may need more than one connection to ask in time.
  const auto answered = [&] { return client.get("test.menu", json::object{}).has_value(); };
  REQUIRE(eventually(answered));
  REQUIRE(eventually([&] { return house.metric("vestibule_http_connections") == 0; }));
  CHECK(eventually(answered));
}

TEST_CASE("commands, large answers and the event stream go through TLS") {
  Certificate certificate;
  Served house({.tls = certificate.files()});
  CHECK(house.server->url().starts_with("https://127.0.0.1:"));
  Client client({.port = house.server->port(), .trusted_file = certificate.files().certificate_file});
  for (int i = 0; i < 3; ++i) {
    const auto done = client.post("test.echo", "r1", json::value{{"text", "hello"}});
    REQUIRE_MESSAGE(done, done.error().message);
  }
  const auto large = client.get("test.large", json::value{{"bytes", 1'000'000}});
  REQUIRE_MESSAGE(large, large.error().message);
  CHECK(large->as_string().size() == 1'000'000);
}

TEST_CASE("over TLS every answer says that nobody is to come in the clear again, refusals too") {
  namespace asio = boost::asio;
  Certificate certificate;
  Served house({.tls = certificate.files()});
  for (const std::string request : {"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "rubbish\r\n\r\n"}) {
    asio::io_context context;
    asio::ssl::context trust(asio::ssl::context::tls_client);
    asio::ssl::stream<asio::ip::tcp::socket> line(context, trust);
    line.next_layer().connect({asio::ip::address_v4::loopback(), house.server->port()});
    line.handshake(asio::ssl::stream_base::client);
    asio::write(line, asio::buffer(request));
    std::string answer;
    boost::system::error_code ended;
    asio::read(line, asio::dynamic_buffer(answer), ended);
    CHECK_MESSAGE(answer.find("Strict-Transport-Security: max-age=31536000\r\n") != std::string::npos, answer);
  }
}

TEST_CASE("a certificate that is not trusted is refused") {
  Certificate ours, theirs;
  Served house({.tls = ours.files()});
  Client client({.port = house.server->port(), .trusted_file = theirs.files().certificate_file});
  CHECK(client.get("test.menu", json::object{}).error().code == Code::unavailable);
  CHECK(Client({.port = house.server->port(), .trusted_file = "/nowhere.pem"}).get("test.menu", json::object{}).error().code ==
        Code::invalid);
}

TEST_CASE("who speaks in the clear to TLS, or says nothing, is shown out") {
  Certificate certificate;
  Served house({.tls = certificate.files(), .limits = {.handshake = 100ms}});
  Wire plain = house.wire(), silent = house.wire();
  plain.send(get("/healthz"));
  plain.read_to_end();
  silent.read_to_end();
  CHECK(eventually([&] { return house.metric("vestibule_http_connections") == 0; }));
}

TEST_CASE("a key that does not belong to the certificate is refused") {
  Certificate one, other;
  const auto context = server_context({one.files().certificate_file, other.files().key_file});
  REQUIRE_FALSE(context);
  CHECK(context.error().code == Code::invalid);
}
