package vc

import (
	"fmt"
	"reflect"

	pbm "github.com/vmware/govmomi/pbm/types"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// say is the sentence that vSphere gives with a fault; clients print it.
func say(f types.BaseMethodFault) string {
	if m := f.GetMethodFault(); len(m.FaultMessage) > 0 && m.FaultMessage[0].Message != "" {
		return m.FaultMessage[0].Message
	}
	switch t := f.(type) {
	case *types.DuplicateName:
		return fmt.Sprintf("The name '%s' already exists.", t.Name)
	case *pbm.PbmDuplicateName:
		return fmt.Sprintf("The name '%s' already exists.", t.Name)
	case *types.AlreadyExists:
		return fmt.Sprintf("The specified key, name, or identifier '%s' already exists.", t.Name)
	case *types.ResourceInUse:
		return fmt.Sprintf("The resource '%s' is in use.", t.Name)
	case *types.InvalidName:
		return fmt.Sprintf("The name '%s' is invalid.", t.Name)
	case *types.InvalidArgument:
		return "A specified parameter was not correct: " + t.InvalidProperty
	case *types.ManagedObjectNotFound:
		return fmt.Sprintf("The object '%s:%s' has already been deleted or has not been completely created", t.Obj.Type, t.Obj.Value)
	case *types.InvalidPowerState:
		return fmt.Sprintf("The attempted operation cannot be performed in the current state (%s).", t.ExistingState)
	case *types.InvalidState:
		return "The operation is not allowed in the current state."
	case *types.NotSupported:
		return "The operation is not supported on the object."
	case *types.NotFound:
		return "The object or item referred to could not be found."
	case *types.ConcurrentAccess:
		return "The operation cannot be allowed at the current time because the configuration changed since it was read."
	case *types.InsufficientCpuResourcesFault:
		return fmt.Sprintf("The available CPU resources in the parent resource pool are insufficient for the operation: %d MHz asked, %d MHz free.", t.Requested, t.Unreserved)
	case *types.InsufficientMemoryResourcesFault:
		return fmt.Sprintf("The available Memory resources in the parent resource pool are insufficient for the operation: %d bytes asked, %d bytes free.", t.Requested, t.Unreserved)
	case *types.InsufficientFailoverResourcesFault:
		return "Insufficient resources to satisfy configured failover level for vSphere HA."
	case *types.NoCompatibleHost:
		return "No host is compatible with the virtual machine."
	case *types.SystemError:
		return "A general system error occurred: " + t.Reason
	}
	return "vSphere fault " + reflect.TypeOf(f).Elem().Name()
}

// explained is a fault with a sentence of its own.
func explained[F types.BaseMethodFault](f F, format string, args ...any) F {
	m := f.GetMethodFault()
	m.FaultMessage = []types.LocalizableMessage{{Key: "cordee.lab", Message: fmt.Sprintf(format, args...)}}
	return f
}

// refuse is a fault outside a task.
func refuse(f types.BaseMethodFault) *soap.Fault { return simulator.Fault(say(f), f) }

func invalid(property string) *types.InvalidArgument {
	return &types.InvalidArgument{InvalidProperty: property}
}
