#include "checkpointer.hpp"

#include "durable_file.hpp"
#include "settings_file.hpp"

namespace vestibule::core {
namespace {

/// What a worker needs and gives back.
struct Piece {
  CheckpointOptions options;
  std::optional<SigningKey> key;
  Checkpoint line;
  Result<> done;
};

/// The key, and the last line of the file (with sequence 0 if there is none).
void begin(Piece& piece) {
  auto key = signing_key_of(piece.options.key_file, public_file_of(piece.options.file));
  if (!key) return void(piece.done = tl::unexpected(key.error()));
  piece.key = *key;
  const auto text = read_file(piece.options.file.string());
  if (!text && text.error().code != Code::not_found) return void(piece.done = tl::unexpected(text.error()));
  const auto before = read_checkpoints(text.value_or(""), key->open);
  if (!before.faults.empty())
    return void(piece.done = fail(Code::conflict, "'{}': {}; keep that file as it is, and name another", piece.options.file.string(),
                                  before.faults.front()));
  if (before.last()) piece.line = *before.last();
}

void add_line(Piece& piece) {
  piece.line = sign(piece.line, *piece.key);
  piece.done = append_line(piece.options.file, encode_text(piece.line));
}

}  // namespace

struct Checkpointer::Inside : std::enable_shared_from_this<Inside> {
  Host& host;
  Workers& workers;
  const Clock& clock;
  Log& log;
  CheckpointOptions options;
  CheckpointState state;
  std::optional<SigningKey> key;  ///< set once the file has been looked at
  Checkpoint last;
  bool busy = false;

  Inside(Host& house, Workers& threads, const Clock& time, Log& sink, CheckpointOptions chosen)
      : host(house), workers(threads), clock(time), log(sink), options(std::move(chosen)) {}

  using Then = std::function<void(Inside&, const Piece&)>;

  void work(void (*job)(Piece&), Checkpoint line, Then then) {
    auto piece = std::make_shared<Piece>(Piece{options, key, std::move(line), {}});
    workers.run([piece, job] { job(*piece); },
                [piece, then = std::move(then), self = weak_from_this()] {
                  const auto here = self.lock();
                  if (!here) return;
                  if (piece->done) return then(*here, *piece);
                  here->failed(piece->done.error().message);
                });
  }

  /// The one entry with this number, or none, on the loop.
  void entry(std::int64_t sequence, std::function<void(Inside&, const Entry*)> then) {
    host.entries(sequence - 1, 1, [sequence, then = std::move(then), self = weak_from_this()](std::vector<Entry> found) {
      const auto here = self.lock();
      if (here) then(*here, !found.empty() && found.front().sequence == sequence ? &found.front() : nullptr);
    });
  }

  void failed(const std::string& why) {
    ++state.failed;
    busy = false;
    key.reset();  // whether that line is in the file now is known only by looking again
    log.error("no checkpoint of the journal could be signed: {}", why);
  }

  void run() {
    if (busy || state.contradicted || host.sequence() == 0 || (key && host.sequence() == last.sequence)) return;
    busy = true;
    if (key) return sign_head();
    work(&begin, {}, [](Inside& here, const Piece& piece) { here.compare(piece); });
  }

  void compare(const Piece& begun) {
    const auto goes_on = [begun](Inside& here) {
      here.key = begun.key;
      here.last = begun.line;
      here.state.sequence = begun.line.sequence;
      here.state.at = begun.line.at;
      here.busy = false;
      here.run();
    };
    if (begun.line.sequence == 0) return goes_on(*this);
    entry(begun.line.sequence, [goes_on, begun](Inside& here, const Entry* found) {
      if (found && found->hash == begun.line.hash) return goes_on(here);
      here.state.contradicted = true;
      here.failed(fmt::format("the journal is not the one that was signed at {}: entry {} is {}. `vestibule audit verify` says more; nothing "
                              "will be signed until this is settled",
                              to_iso(begun.line.at), begun.line.sequence, found ? "another" : "missing"));
    });
  }

  void sign_head() {
    entry(host.sequence(), [](Inside& here, const Entry* head) {
      if (!head) return here.failed("the journal's last entry cannot be read");
      Checkpoint line{head->sequence, head->hash, here.clock.wall(), "", here.last.signature, ""};
      here.work(&add_line, std::move(line), [](Inside& there, const Piece& piece) {
        there.last = piece.line;
        there.state.sequence = piece.line.sequence;
        there.state.at = piece.line.at;
        ++there.state.written;
        there.busy = false;
      });
    });
  }
};

Checkpointer::Checkpointer(Host& host, Loop& loop, Workers& workers, const Clock& clock, Log& log, CheckpointOptions options)
    : inside_(std::make_shared<Inside>(host, workers, clock, log, std::move(options))) {
  inside_->run();
  timer_ = loop.every(inside_->options.period, [this] { inside_->run(); });
}

Checkpointer::~Checkpointer() = default;

void Checkpointer::sign_now() { inside_->run(); }
const CheckpointState& Checkpointer::state() const { return inside_->state; }

}  // namespace vestibule::core
