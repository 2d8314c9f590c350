// The event stream without a socket.
#include <doctest/doctest.h>

#include "core/http/feed.hpp"

#include "fake_api.hpp"

using namespace vestibule;
using namespace vestibule::core::http;
using namespace vestibule::core::http::test;

namespace {

Caller with(std::string secret) { return {Private<std::string>(std::move(secret))}; }

struct House {
  explicit House(Feed::Limits limits = {})
      : feed(std::make_shared<Feed>(
            api, [](auto run) { run(); }, limits)) {
    api.on_entries([this](std::int64_t sequence) { feed->committed(sequence); });
  }
  void commit(int count, std::size_t bytes = 1) {
    for (int i = 0; i < count; ++i) api.commit({{"test.happened", json::value(json::string(bytes, 'x'))}});
  }
  Result<std::shared_ptr<EventStream>> open(const std::string& last = {}, const Caller& caller = {}) {
    Result<std::shared_ptr<EventStream>> got = fail(Code::internal, "no answer");
    feed->open(caller, last, [&](auto opened) { got = std::move(opened.result); });
    return got;
  }
  FakeApi api;
  std::shared_ptr<Feed> feed;
};

/// Takes whatever comes, for ever.
struct Listener {
  explicit Listener(std::shared_ptr<EventStream> opened) : stream(std::move(opened)) {}
  void listen() { take(stream.get(), heard); }
  const std::string& text() const { return heard->text; }

  struct Heard {
    std::string text;
    bool ended = false;
  };
  static void take(EventStream* from, const std::shared_ptr<Heard>& heard) {
    from->next([from, heard](std::string frames) {
      heard->ended = frames.empty();
      heard->text += frames;
      if (!heard->ended) take(from, heard);
    });
  }
  std::shared_ptr<EventStream> stream;
  std::shared_ptr<Heard> heard = std::make_shared<Heard>();
};

std::vector<std::int64_t> sequences(const std::string& text) {
  std::vector<std::int64_t> found;
  const std::string mark = "\ndata: {\"sequence\":";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1))
    found.push_back(std::stoll(text.substr(at + mark.size())));
  return found;
}
std::vector<std::int64_t> numbers(std::int64_t first, std::int64_t last) {
  std::vector<std::int64_t> all;
  for (auto i = first; i <= last; ++i) all.push_back(i);
  return all;
}

}  // namespace

TEST_CASE("who comes without a last id hears what happens from now on") {
  House house;
  house.commit(3);
  const auto stream = house.open();
  REQUIRE(stream);
  std::string heard;
  (*stream)->next([&](std::string frames) { heard = frames; });
  CHECK(heard == "retry: 2000\nevent: hello\nid: epoch-a-3\ndata: {\"epoch\":\"epoch-a\",\"sequence\":3}\n\n");
  heard.clear();
  (*stream)->next([&](std::string frames) { heard = frames; });
  CHECK(heard.empty());
  house.api.commit({{"test.happened", json::value{{"a", 1}}}, {"test.followed", json::value{{"b", "x\ny"}}}});
  CHECK(heard ==
        "event: test.happened\ndata: {\"sequence\":4,\"at\":\"1970-01-01T00:00:04.000Z\",\"body\":{\"a\":1}}\n\n"
        "event: test.followed\nid: epoch-a-4\ndata: "
        "{\"sequence\":4,\"at\":\"1970-01-01T00:00:04.000Z\",\"body\":{\"b\":\"x\\ny\"}}\n\n");
}

TEST_CASE("a last id catches up from the journal, entry by entry") {
  House house;
  house.commit(500);
  for (const char* last : {"epoch-a-120", "120"}) {
    auto stream = house.open(last);
    REQUIRE(stream);
    Listener listener(*stream);
    listener.listen();
    CHECK(sequences(listener.text()) == numbers(121, 500));
    CHECK(listener.text().find("\"sequence\":120}") != std::string::npos);
  }
}

TEST_CASE("an id of another database starts from now on, and garbage is refused") {
  House house;
  house.commit(5);
  auto stream = house.open("epoch-b-2");
  REQUIRE(stream);
  Listener listener(*stream);
  listener.listen();
  CHECK(sequences(listener.text()).empty());
  CHECK(listener.text().find("{\"epoch\":\"epoch-a\",\"sequence\":5}") != std::string::npos);
  for (const char* last : {"x", "epoch-a-", "epoch-a-x", "-", "epoch-a-1 ", "99999999999999999999"})
    CHECK(house.open(last).error().code == Code::invalid);
}

TEST_CASE("an id beyond the newest entry starts at the newest") {
  House house;
  house.commit(5);
  auto stream = house.open("epoch-a-77");
  REQUIRE(stream);
  house.commit(1);
  Listener listener(*stream);
  listener.listen();
  CHECK(sequences(listener.text()) == numbers(6, 6));
}

TEST_CASE("who may not listen is refused") {
  House house;
  CHECK(house.open("", with("none")).error().code == Code::denied);
  CHECK(house.feed->listeners() == 0);
}

TEST_CASE("a listener who sleeps while the ring moves on misses nothing, and the ring stays bounded") {
  House house({.ring_bytes = 20'000, .ring_entries = 50, .batch = 16, .chunk_bytes = 4'000});
  auto stream = house.open();
  REQUIRE(stream);
  Listener sleeper(*stream);
  for (int i = 0; i < 100; ++i) {
    house.commit(20, 500);
    CHECK(house.feed->ring_bytes() <= 20'000);
  }
  sleeper.listen();
  CHECK(sequences(sleeper.text()) == numbers(1, 2000));
  CHECK_FALSE(sleeper.heard->ended);
}

TEST_CASE("many listeners cost one reading of the journal") {
  House house;
  std::vector<Listener> listeners;
  for (int i = 0; i < 50; ++i) listeners.emplace_back(*house.open());
  const auto before = house.api.journal_reads();
  house.commit(10);
  CHECK(house.api.journal_reads() - before == 10);
  for (auto& listener : listeners) {
    listener.listen();
    CHECK(sequences(listener.text()) == numbers(1, 10));
  }
}

TEST_CASE("nothing is read or kept while nobody listens") {
  House house;
  {
    auto stream = house.open();
    house.commit(10);
  }
  const auto before = house.api.journal_reads();
  house.commit(10);
  CHECK(house.api.journal_reads() == before);
  CHECK(house.feed->ring_bytes() == 0);
}

TEST_CASE("entries without events are passed over") {
  House house;
  auto stream = house.open();
  Listener listener(*stream);
  for (int i = 0; i < 300; ++i) house.api.commit({});
  house.commit(1);
  listener.listen();
  CHECK(sequences(listener.text()) == numbers(301, 301));
}

TEST_CASE("a journal that cannot be read ends the stream, so that the listener comes again") {
  House house;
  auto stream = house.open();
  Listener listener(*stream);
  listener.listen();
  CHECK_FALSE(listener.heard->ended);
  house.api.broken = Error{Code::unavailable, "no"};
  house.commit(1);
  CHECK(listener.heard->ended);
}

TEST_CASE("a listener hears what it may, without what it is not shown, and moves on with the others") {
  House house;
  house.commit(1);
  house.api.audible = std::make_shared<Audible>(
      Audible{{"test.open", nullptr}, {"test.half", std::make_shared<Fields>(Fields{"name", "visits[].reason"})}});
  auto stream = house.open("epoch-a-0");
  REQUIRE(stream);
  Listener listener(*stream);
  listener.listen();
  house.api.commit({{"test.closed", json::value{{"secret", 1}}}});
  const json::value half{{"name", "Kim"}, {"day", 1}, {"visits", json::array{{{"reason", "cough"}, {"day", 2}}}}};
  house.api.commit({{"test.half", half}, {"test.open", json::value{{"name", "shown"}}}, {"test.closed", half}});
  house.commit(2);
  CHECK(listener.text() ==
        "retry: 2000\nevent: hello\nid: epoch-a-0\ndata: {\"epoch\":\"epoch-a\",\"sequence\":0}\n\n"
        "event: test.half\ndata: {\"sequence\":3,\"at\":\"1970-01-01T00:00:03.000Z\",\"body\":{\"day\":1,\"visits\":[{\"day\":2}]}}\n\n"
        "event: test.open\nid: epoch-a-3\ndata: {\"sequence\":3,\"at\":\"1970-01-01T00:00:03.000Z\",\"body\":{\"name\":\"shown\"}}\n\n");
  CHECK_FALSE(listener.heard->ended);
}

TEST_CASE("an event that names ears is heard by those actors alone, live and from the journal") {
  House house({.ring_bytes = 500, .ring_entries = 2, .batch = 4, .chunk_bytes = 100});
  house.api.sessions = {{"one", {"ann", "clerk", ""}}, {"two", {"ben", "clerk", ""}}};
  house.api.audible = std::make_shared<Audible>(Audible{{"test.open", nullptr}});
  auto ann = house.open("", with("one")), ben = house.open("", with("two"));
  REQUIRE(ann);
  REQUIRE(ben);
  Listener quick(*ann), slow(*ben);
  quick.listen();
  for (int i = 0; i < 6; ++i) {
    house.api.commit({{"test.open", json::object{}, {"ann"}}});
    house.api.commit({{"test.open", json::object{}, {"ann", "ben"}}});
    house.api.commit({{"test.open", json::object{}, {""}}});
  }
  slow.listen();
  CHECK(sequences(quick.text()) == std::vector<std::int64_t>{1, 2, 4, 5, 7, 8, 10, 11, 13, 14, 16, 17});
  CHECK(sequences(slow.text()) == std::vector<std::int64_t>{2, 5, 8, 11, 14, 17});
}

TEST_CASE("a filtered listener catches up from the journal with the same filter") {
  House house({.ring_bytes = 500, .ring_entries = 3, .batch = 4, .chunk_bytes = 100});
  house.api.audible = std::make_shared<Audible>(Audible{{"test.open", nullptr}});
  auto stream = house.open();
  REQUIRE(stream);
  Listener listener(*stream);
  for (int i = 0; i < 30; ++i) house.api.commit({{i % 10 ? "test.closed" : "test.open", json::object{}}});
  listener.listen();
  CHECK(sequences(listener.text()) == std::vector<std::int64_t>{1, 11, 21});
}

TEST_CASE("a stream ends with its session, others go on") {
  House house;
  house.api.sessions = {{"one", {"ann", "clerk", ""}}, {"two", {"ben", "clerk", ""}}};
  auto first = house.open("", with("one")), second = house.open("", with("two"));
  REQUIRE(first);
  REQUIRE(second);
  Listener leaver(*first), stayer(*second);
  leaver.listen();
  stayer.listen();
  house.feed->recheck();
  CHECK_FALSE(leaver.heard->ended);
  house.api.sessions.erase("one");
  house.feed->recheck();
  CHECK(leaver.heard->ended);
  CHECK_FALSE(stayer.heard->ended);
}

TEST_CASE("a stream whose listener is busy when its session ends gives nothing more") {
  House house;
  house.api.sessions = {{"one", {"ann", "clerk", ""}}};
  auto stream = house.open("", with("one"));
  REQUIRE(stream);
  house.api.sessions.clear();
  house.feed->recheck();
  house.commit(3);
  Listener listener(*stream);
  listener.listen();
  CHECK(listener.heard->ended);
  CHECK(listener.text().empty());
}
