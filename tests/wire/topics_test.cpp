#include <doctest/doctest.h>

#include <vestibule/wire/topics.hpp>

using namespace vestibule::wire;

TEST_CASE("a request topic names the client, the verb and the command") {
  const auto topic = request_topic("kiosk-1", Verb::do_, "queue.issue_token");
  CHECK(topic == "vestibule/v1/req/kiosk-1/do/queue.issue_token");
  const auto name = parse_request_topic(topic);
  REQUIRE(name);
  CHECK(name->client == "kiosk-1");
  CHECK(name->verb == Verb::do_);
  CHECK(name->name == "queue.issue_token");
}

TEST_CASE("what is no request topic is not taken for one") {
  for (const char* topic : {"", "vestibule/v1/req/kiosk-1/do", "vestibule/v1/req//do/x", "vestibule/v1/req/k/undo/x",
                            "vestibule/v2/req/k/do/x", "vestibule/v1/req/k/do/x/y", "vestibule/v1/req/k 1/do/x"})
    CHECK_FALSE(parse_request_topic(topic));
}

TEST_CASE("filters match level by level") {
  CHECK(matches("a/+/c", "a/b/c"));
  CHECK(matches("a/#", "a/b/c"));
  CHECK(matches("#", "a"));
  CHECK(matches("a/#", "a"));
  CHECK_FALSE(matches("a/+", "a"));
  CHECK_FALSE(matches("a/#", "ab/c"));
  CHECK(matches("a//+", "a//c"));
  CHECK_FALSE(matches("a/+", "a/b/c"));
  CHECK_FALSE(matches("a/b/c", "a/b"));
  CHECK_FALSE(matches("a/b", "a/b/c"));
}
