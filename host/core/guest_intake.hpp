#pragma once
// One plugin's intake: its listener on a station, called there and nowhere else, and the two ways across.

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "guests.hpp"
#include "seams.hpp"

namespace vestibule::core {

/// Loop thread, but for here().
class GuestIntake final : public Intake {
 public:
  /// `settled` is called on the loop after each function brought there: the moment for states to leave.
  GuestIntake(Seams& seams, Guests& guests, Guest& guest, std::function<void()> settled)
      : seams_(seams), guests_(guests), guest_(guest), settled_(std::move(settled)) {}
  ~GuestIntake() override { close(); }

  void open(std::vector<std::string> filters, Listener& listener) override;
  void close() override;
  bool is_open() const override { return post_ != nullptr; }
  void there(std::function<void()> run) override;
  void here(std::function<void()> run) override;

 private:
  struct Post;
  Seams& seams_;
  Guests& guests_;
  Guest& guest_;
  const std::function<void()> settled_;
  std::unique_ptr<Station> station_;
  std::shared_ptr<Post> post_;
  std::shared_ptr<std::atomic<int>> waiting_ = std::make_shared<std::atomic<int>>(0);
};

}  // namespace vestibule::core
