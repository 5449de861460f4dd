package vc

import (
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// host adds maintenance mode that counts and a destroy.
type host struct {
	*simulator.HostSystem
	notEntity
	lab *Lab
}

// EnterMaintenanceModeTask is refused while a machine runs there that nobody moves: only DRS would.
func (h *host) EnterMaintenanceModeTask(ctx *simulator.Context, req *types.EnterMaintenanceMode_Task) soap.HasFault {
	return &methods.EnterMaintenanceMode_TaskBody{Res: &types.EnterMaintenanceMode_TaskResponse{
		Returnval: h.lab.task(ctx, h.HostSystem, "enterMaintenanceMode", func() (result, fault) {
			if h.Runtime.InMaintenanceMode {
				return nil, &types.InvalidState{}
			}
			if f := h.lab.evacuate(h.HostSystem, req.EvacuatePoweredOffVms != nil && *req.EvacuatePoweredOffVms); f != nil {
				return nil, f
			}
			h.Runtime.InMaintenanceMode = true
			h.lab.recount(*h.Parent)
			return nil, nil
		}),
	}}
}

// ExitMaintenanceModeTask ends it.
func (h *host) ExitMaintenanceModeTask(ctx *simulator.Context, _ *types.ExitMaintenanceMode_Task) soap.HasFault {
	return &methods.ExitMaintenanceMode_TaskBody{Res: &types.ExitMaintenanceMode_TaskResponse{
		Returnval: h.lab.task(ctx, h.HostSystem, "exitMaintenanceMode", func() (result, fault) {
			if !h.Runtime.InMaintenanceMode {
				return nil, &types.InvalidState{}
			}
			h.Runtime.InMaintenanceMode = false
			h.lab.recount(*h.Parent)
			return nil, nil
		}),
	}}
}
