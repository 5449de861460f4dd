package vc

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/vmware/govmomi/object"
	"github.com/vmware/govmomi/property"
	"github.com/vmware/govmomi/vim25/types"
)

// Many tasks awaited at once on one session: the library's collector hangs there.
func TestParallelWaitsOnOneSession(t *testing.T) {
	e := start(t)
	vms := e.folders().VmFolder
	var wg sync.WaitGroup
	for i := range 24 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f, err := vms.CreateFolder(e.ctx, fmt.Sprintf("f%d", i))
			if err != nil {
				t.Error(err)
				return
			}
			for range 3 {
				task, err := f.Rename(e.ctx, fmt.Sprintf("g%d-%d", i, time.Now().UnixNano()))
				if err == nil {
					err = task.WaitEx(e.ctx)
				}
				if err != nil {
					t.Error(err)
				}
			}
		}()
	}
	finished := make(chan struct{})
	go func() { wg.Wait(); close(finished) }()
	select {
	case <-finished:
	case <-time.After(time.Minute):
		t.Fatal("hung")
	}
}

// A waiter sees a change that another client makes, and only the change.
func TestWaitSeesAChange(t *testing.T) {
	e := start(t)
	f, err := e.folders().VmFolder.CreateFolder(e.ctx, "before")
	e.ok(err)
	other := e.login()
	defer func() { _ = other.Logout(e.ctx) }()
	names := []string{}
	go func() {
		time.Sleep(100 * time.Millisecond)
		task, _ := object.NewFolder(other.Client, f.Reference()).Rename(e.ctx, "after")
		_ = task.Wait(e.ctx)
	}()
	err = property.Wait(e.ctx, property.DefaultCollector(e.c.Client), f.Reference(), []string{"name", "parent"}, func(pc []types.PropertyChange) bool {
		for _, c := range pc {
			if c.Name == "name" {
				names = append(names, c.Val.(string))
			} else if len(names) > 1 {
				t.Errorf("%s came again without a change", c.Name)
			}
		}
		return len(names) == 2
	})
	e.ok(err)
	e.equal("names seen", names, []string{"before", "after"})
}
