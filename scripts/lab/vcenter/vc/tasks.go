package vc

import (
	"fmt"
	"log"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/mo"
	"github.com/vmware/govmomi/vim25/types"
)

// taskCounter knows how many tasks run, the library's and ours.
type taskCounter struct {
	sync.Mutex
	running int
	idle    chan struct{}
}

func (c *taskCounter) add(n int) {
	c.Lock()
	defer c.Unlock()
	c.running += n
	if c.running == 0 && c.idle != nil {
		close(c.idle)
		c.idle = nil
	}
}

// wait returns once no task runs. A task that hangs would hang the lab: after a
// minute it says so instead of staying silent.
func (c *taskCounter) wait() {
	c.Lock()
	if c.running == 0 {
		c.Unlock()
		return
	}
	if c.idle == nil {
		c.idle = make(chan struct{})
	}
	idle := c.idle
	c.Unlock()
	select {
	case <-idle:
	case <-time.After(time.Minute):
		log.Printf("lab: a task has been running for a minute; going on without it")
	}
}

func (c *taskCounter) count() int {
	c.Lock()
	defer c.Unlock()
	return c.running
}

// taskWatch sees every task come and end, and gives errors a text: the library's is a Go type name.
type taskWatch struct{ lab *Lab }

func (w *taskWatch) Reference() types.ManagedObjectReference {
	return types.ManagedObjectReference{Type: "CordeeTaskWatch", Value: "tasks"}
}

func (w *taskWatch) PutObject(_ *simulator.Context, o mo.Reference) {
	if t, ok := o.(*simulator.Task); ok && t.Execute != nil {
		w.lab.tasks.add(1)
	}
}

func (w *taskWatch) UpdateObject(_ *simulator.Context, o mo.Reference, changes []types.PropertyChange) {
	t, ok := o.(*mo.Task)
	if !ok {
		return
	}
	for _, c := range changes {
		if c.Name == "info.state" && (t.Info.State == types.TaskInfoStateSuccess || t.Info.State == types.TaskInfoStateError) {
			if e := t.Info.Error; e != nil && strings.HasPrefix(e.LocalizedMessage, "*types.") {
				e.LocalizedMessage = say(e.Fault)
			}
			w.lab.tasks.add(-1)
		}
	}
}

func (w *taskWatch) RemoveObject(*simulator.Context, types.ManagedObjectReference) {}

type result = types.AnyType
type fault = types.BaseMethodFault

// task runs work as a vSphere task of the given object. A panic in it becomes a
// fault: in the library a panicking task ends the process.
func (l *Lab) task(ctx *simulator.Context, on mo.Reference, name string, work func() (result, fault)) types.ManagedObjectReference {
	return simulator.CreateTask(on, name, func(*simulator.Task) (r types.AnyType, f types.BaseMethodFault) {
		defer func() {
			if p := recover(); p != nil {
				log.Printf("lab: %s: %v\n%s", name, p, debug.Stack())
				r, f = nil, &types.SystemError{Reason: fmt.Sprint("the simulator failed: ", p)}
			}
		}()
		return work()
	}).Run(ctx)
}

// await is for a task of the library, started by ours with the same context. The
// library leaves some tasks to themselves (deleting files): those end first too,
// only ours is left running.
func (l *Lab) await(ref types.ManagedObjectReference) (result, fault) {
	t := get[*simulator.Task](l, ref)
	own := &simulator.Context{Map: l.Map} // not the task's context: its lock must not be shared
	for {
		done := false
		l.Map.WithLock(own, t, func() {
			done = t.Info.State == types.TaskInfoStateSuccess || t.Info.State == types.TaskInfoStateError
		})
		if done {
			break
		}
		time.Sleep(200 * time.Microsecond)
	}
	for l.tasks.count() > 1 {
		time.Sleep(200 * time.Microsecond)
	}
	if t.Info.Error != nil {
		return nil, t.Info.Error.Fault
	}
	return t.Info.Result, nil
}
